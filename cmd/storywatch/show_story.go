package main

import (
	"fmt"
	"sort"
	"strings"

	"storywatch/store"
)

// showStory is a timeline by the day of the event, and the quotes by speaker.
func showStory(p *page, st *store.Store, d store.StoryDetail) error {
	p.title(d.Title)
	p.field("id", d.ID)
	p.field("topics", strings.Join(d.Topics, ", "))
	p.field("names", strings.Join(d.Entities[:min(len(d.Entities), shownNames)], ", "))
	p.field("seen", instant(p.c, d.FirstSeenAt)+" to "+instant(p.c, d.LastSeenAt))
	if d.Closed {
		p.field("state", "closed: a later article begins a new story")
	}
	timeline(p, d.Events)
	if err := quotesBySpeaker(p, st, d.ID); err != nil {
		return err
	}
	if len(d.Items) > 0 {
		p.head("Items")
		for _, i := range d.Items {
			note := itemNote(i)
			if note != "" {
				note = "(" + note + ")"
			}
			p.line(i.ID+" ", join(" ", day(p.a, p.c, i.FirstSeenAt)+",", i.Source+":", i.Title, note))
		}
	}
	return nil
}

// shownNames is how many of a story's names are shown: those that most articles have come first.
const shownNames = 12

func timeline(p *page, events []store.EventRow) {
	if len(events) == 0 {
		p.head("No developments")
		return
	}
	p.head("What happened")
	sorted := append([]store.EventRow(nil), events...)
	sort.SliceStable(sorted, func(i, j int) bool { return eventDay(sorted[i]) < eventDay(sorted[j]) })
	for _, e := range sorted {
		p.line(e.ID+" ", fmt.Sprintf("%s  %s: %s (%s) %s", eventWhen(p.a, p.c, e), e.Change, e.Type, e.Status, strings.Join(e.Actors, ", ")))
		p.sub(join(", ", inMarks(e.Sentence), e.Source))
	}
}

// quotesBySpeaker shows the speakers with the most quotes first, those not established last.
func quotesBySpeaker(p *page, st *store.Store, story string) error {
	_, id, _ := store.ParseID(story)
	by := map[string][]store.QuoteRow{}
	err := st.EachQuote(p.a.ctx, store.Filter{Story: id}, func(q store.QuoteRow) error {
		by[q.Speaker] = append(by[q.Speaker], q)
		return nil
	})
	if err != nil || len(by) == 0 {
		return err
	}
	names := make([]string, 0, len(by))
	for n := range by {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		switch {
		case (a == "") != (b == ""):
			return b == ""
		case len(by[a]) != len(by[b]):
			return len(by[a]) > len(by[b])
		}
		return a < b
	})
	p.head("Who said what")
	for _, n := range names {
		name := n
		if name == "" {
			name = "speaker not established"
		}
		p.line("", name)
		for _, q := range by[n] {
			fmt.Fprintln(&p.b, p.a.hang("    "+q.ID+" ", "      ", cleanLine(join(", ", said(q), q.FirstPublishedBy))))
		}
	}
	return nil
}

func showQuote(p *page, d store.QuoteDetail) {
	p.title(said(d.QuoteRow))
	p.field("id", d.ID)
	p.field("speaker", join(", ", speaker(d.QuoteRow), "confidence "+confidence(d.Confidence)))
	p.field("or", otherSpeaker(d.QuoteRow))
	p.field("named as", d.Mention)
	p.field("kind", join(", ", d.Kind, d.Cue, d.Venue, told(d.ReportedBy)))
	p.field("story", join(" ", d.StoryID, d.Story))
	p.field("before it", d.Before)
	p.field("paragraph", d.ParagraphText)
	judgedField(p, d.Judged)
	showVersions(p, d.QuoteRow)
	places := "1 place"
	if len(d.At) != 1 {
		places = fmt.Sprintf("%d places", len(d.At))
	}
	p.head("Read in %s, first published by %s", places, orNone(d.FirstPublishedBy))
	for _, q := range d.At {
		p.line(q.ItemID+" ", join(", ", q.FirstPublishedBy, q.Title, q.PublishedAt, q.URL, fmt.Sprintf("code points %d–%d", q.Start, q.End)))
		if q.Quote != d.Quote {
			p.sub("worded: “" + q.Quote + "”")
		}
	}
	fmt.Fprintf(&p.b, "\n`storywatch why %s` tells why this speaker.\n", d.ID)
}

// otherSpeaker is whom the words were also put down to.
func otherSpeaker(q store.QuoteRow) string {
	if q.Speaker == "" || q.Candidate == "" || q.Candidate == q.Speaker {
		return ""
	}
	return q.Candidate + ", the likeliest in another text, where no speaker was established"
}

// versionWords say what another quote is to the one that is shown.
var versionWords = map[string]string{
	"cut":        "cut",
	"longer":     "longer",
	"altered":    "altered",
	"same":       "the same words",
	store.PartOf: "part of it, apart from the rest",
}

// showVersions shows the quotes that are versions of one, and the difference word by word: [-not in that one-] {+only in that one+}.
func showVersions(p *page, q store.QuoteRow) {
	if len(q.Versions) == 0 {
		return
	}
	p.head("Worded otherwise elsewhere")
	for _, v := range q.Versions {
		who := v.Speaker
		if who == "" {
			who = "speaker not known"
		}
		changed := map[string]string{"before": "replaced on its page", "after": "stands on the page in its place"}[v.Revision]
		p.line(v.ID+" ", join(", ", versionWords[v.Wording], changed, who, v.Source)+":")
		p.sub(v.Difference())
	}
}

func showEvent(p *page, d store.EventDetail) {
	p.title(fmt.Sprintf("%s: %s (%s)", d.Change, d.Type, d.Status))
	eventFields(p, d.EventRow)
	judgedField(p, d.Judged)
	if len(d.History) > 1 {
		p.head("Its history")
		for _, e := range d.History {
			p.line(e.ID+" ", fmt.Sprintf("%s  %s: %s, %s", eventWhen(p.a, p.c, e), e.Change, e.Status, e.Source))
		}
	}
	showCoverage(p, d.Coverage)
	fmt.Fprintf(&p.b, "\n`storywatch why %s` tells why it was flagged.\n", d.ID)
}

// eventFields are what is known of an event.
func eventFields(p *page, e store.EventRow) {
	p.field("id", e.ID+", of development "+e.DevelopmentID)
	p.field("story", join(" ", e.StoryID, e.Story))
	p.field("who", strings.Join(e.Actors, ", "))
	p.field("object", e.Object)
	p.field("court", e.Court)
	p.field("docket", e.Docket)
	if e.Date != "" {
		inferred := ""
		if e.DateInferred {
			inferred = ", counted from the publication date"
		}
		p.field("date", fmt.Sprintf("%s (to the %s%s)", e.Date, orNone(e.Precision), inferred))
	}
	p.field("status before", e.StatusBefore)
	p.field("seen", instant(p.c, e.SeenAt))
	p.field("evidence", inMarks(e.Sentence))
	p.field("", fmt.Sprintf("%s: %s, code points %d–%d", e.ItemID, e.Source, e.Start, e.End))
	p.field("says who", e.AttributedTo)
	p.field("address", e.FragmentURL)
}

func showCoverage(p *page, coverage []store.CoverageRow) {
	if len(coverage) == 0 {
		return
	}
	p.head("Who reports it")
	for _, c := range coverage {
		p.line(c.ItemID+" ", join(", ", c.Source, strings.ReplaceAll(c.Independent, "-", " "), day(p.a, p.c, c.SeenAt), c.Title))
	}
}

// ofDay says which day's announcement is meant.
func ofDay(day string) string {
	if day == "" {
		return ""
	}
	return "announced " + day
}

func showAward(p *page, w store.AwardRow) {
	p.title(join(": ", awardKind(w), w.Awardee))
	p.field("id", w.ID)
	p.field("announced", join(", ", w.Announced, w.Service))
	p.field("location", w.Location)
	amount := join(" ", dollarsOf(w), w.AmountQualifier)
	if w.Shared {
		amount += " (shared by all awardees of the paragraph)"
	}
	p.field("amount", amount)
	for _, x := range []struct {
		name  string
		value float64
	}{{"cumulative", w.CumulativeUSD}, {"obligated", w.ObligatedUSD}} {
		if x.value != 0 {
			p.field(x.name, "$"+thousands(x.value))
		}
	}
	p.field("contract", join(", ", contractOf(w), w.ContractType))
	p.field("also names", strings.Join(w.OtherPIIDs, ", "))
	p.field("for", w.Description)
	p.field("work in", w.PlacesOfWork)
	p.field("sold to", w.ForeignSales)
	p.field("awarded on", w.AwardedOn)
	p.field("completion", join(" → ", w.Completion, w.CompletionDate))
	p.field("activity", w.ContractingActivity)
	p.field("corrects", w.Corrects)
	p.field("changes", join(", ", strings.ReplaceAll(w.Effect, "_", " "), ofDay(w.CorrectsDay)))
	p.field("item", w.ItemID)
	p.field("address", w.URL)
	fmt.Fprintf(&p.b, "\n%s\n", p.a.wrap("", clean(w.Sentence)))
}
