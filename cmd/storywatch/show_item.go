package main

import (
	"fmt"
	"sort"
	"strings"

	"storywatch/store"
	"storywatch/store/dedup"
)

func showItem(p *page, d store.ItemDetail) {
	p.title(d.Title)
	p.field("id", d.ID)
	p.field("source", sourceOf(d.ItemRow))
	p.field("by", d.Author)
	p.field("published", published(d.ItemRow))
	p.field("seen", instant(p.c, d.FirstSeenAt)+", by "+d.ObservedBy)
	p.field("state", stateOf(d))
	p.field("story", join(" ", d.StoryID, d.Story))
	p.field("topics", strings.Join(d.Topics, ", "))
	p.field("language", d.Language)
	p.field("address", d.URL)
	p.field("evidence", evidenceOf(d.ItemRow))
	for _, n := range d.Notes {
		p.field("note", n)
	}
	switch {
	case d.Text != "":
		fmt.Fprintf(&p.b, "\n%s\n", p.a.wrap("", strings.ReplaceAll(p.marked(d.Text, d.Quotes), "\n", "\n\n")))
	case d.Summary != "":
		p.head("As listed")
		fmt.Fprintln(&p.b, p.a.wrap("", clean(d.Summary)))
	}
	showSpoken(p, d.Quotes)
	if len(d.Events) > 0 {
		p.head("Developments")
		for _, e := range d.Events {
			p.line(e.ID+" ", fmt.Sprintf("%s: %s (%s) %s", e.Change, e.Type, e.Status, strings.Join(e.Actors, ", ")))
		}
	}
	showAwards(p, d.Awards)
	showDates(p, d.Dates)
	showRevisions(p, d.Revisions)
	if len(d.CopiesAt) > 0 {
		p.head("The same writing elsewhere")
		for _, o := range d.CopiesAt {
			p.line(o.ID+" ", join(", ", o.Source, o.PublishedAt, o.URL))
		}
	}
	if len(d.Claims) > 0 {
		fmt.Fprintf(&p.b, "\n`storywatch why %s` tells what was made of every claim in it.\n", cleanLine(d.ID))
	}
}

func sourceOf(r store.ItemRow) string {
	if r.Primary {
		return r.Source + " (speaks for itself)"
	}
	return r.Source
}

// published is when, how precisely, and from where that is known.
func published(r store.ItemRow) string {
	if r.PublishedAt == "" {
		return ""
	}
	return fmt.Sprintf("%s (to the %s, from %s)", r.PublishedAt, orNone(r.PublishedPrecision), orNone(r.PublishedFrom))
}

func stateOf(d store.ItemDetail) string { return join(": ", d.State, d.Error) }

func evidenceOf(r store.ItemRow) string {
	switch r.Evidence {
	case "kept":
		return "SHA-256 " + r.BodySHA256 + ", fetched " + stamp(r.FetchedAt)
	case "pruned":
		return "SHA-256 " + r.BodySHA256 + "; the bytes were dropped after fetch.keep_bodies"
	}
	return ""
}

// join is the parts that are not empty.
func join(sep string, parts ...string) string {
	var full []string
	for _, s := range parts {
		if s != "" {
			full = append(full, s)
		}
	}
	return strings.Join(full, sep)
}

// marked is a text with its quotes between » and «, or bold on a terminal. Offsets are code points. Indirect speech is
// not marked: it is not in the speaker's words.
func (p *page) marked(text string, quotes []store.QuoteRow) string {
	r := []rune(text)
	spans := make([]store.QuoteRow, 0, len(quotes))
	for _, q := range quotes {
		if q.Kind != "indirect" && q.Start >= 0 && q.Start < q.End && q.End <= len(r) {
			spans = append(spans, q)
		}
	}
	sort.SliceStable(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var b strings.Builder
	at := 0
	for _, q := range spans {
		if q.Start < at {
			continue // within the one before
		}
		b.WriteString(clean(string(r[at:q.Start])))
		b.WriteString(p.mark(clean(string(r[q.Start:q.End]))))
		at = q.End
	}
	b.WriteString(clean(string(r[at:])))
	return b.String()
}

func (p *page) mark(s string) string {
	if !p.a.color() {
		return "»" + s + "«"
	}
	lines := strings.Split(s, "\n") // the end of a paragraph ends what is bold
	for i := range lines {
		lines[i] = p.a.bold(lines[i])
	}
	return strings.Join(lines, "\n")
}

func showSpoken(p *page, quotes []store.QuoteRow) {
	if len(quotes) == 0 {
		return
	}
	p.head("Who said what")
	for _, q := range quotes {
		p.line(q.ID+" ", spoken(q))
		for _, v := range q.Versions {
			if v.Revision == "before" {
				p.sub("the text before had it as " + v.ID + ": " + store.WordDiff(v.Quote, q.Quote))
			}
		}
	}
}

// spoken is a quote in a line: who, how sure, what, how it was put.
func spoken(q store.QuoteRow) string {
	return fmt.Sprintf("%s (%s): %s", speaker(q), join(", ", confidence(q.Confidence), q.Cue, q.Venue, told(q.ReportedBy)), said(q))
}

// said is what was said, in quotation marks when these are the speaker's words.
func said(q store.QuoteRow) string {
	if q.Kind == "indirect" {
		return q.Quote + " (not in the speaker's words)"
	}
	return "“" + q.Quote + "”"
}

// inMarks is a sentence in quotation marks, unless it begins with one of its own.
func inMarks(s string) string {
	if s = strings.TrimSpace(s); s == "" || strings.ContainsRune("“\"„«»‘", []rune(s)[0]) {
		return s
	}
	return "“" + s + "”"
}

func told(outlet string) string {
	if outlet == "" {
		return ""
	}
	return "to " + outlet
}

func showAwards(p *page, awards []store.AwardRow) {
	if len(awards) == 0 {
		return
	}
	p.head("Contract awards")
	for _, w := range awards {
		p.line(w.ID+" ", join(", ", awardKind(w), w.Awardee, dollarsOf(w), contractOf(w), w.Description))
	}
}

func dollarsOf(w store.AwardRow) string {
	if w.AmountUSD == 0 {
		return ""
	}
	return "$" + thousands(w.AmountUSD)
}

func showDates(p *page, dates []store.DateRow) {
	if len(dates) == 0 {
		return
	}
	p.head("Dates")
	for _, d := range dates {
		p.line("", fmt.Sprintf("“%s” %s", d.Text, join(", ", arrow(d.Value, d.Precision), d.Role, countedFrom(d.Anchor))))
	}
}

func arrow(value, precision string) string {
	if value == "" {
		return "(not counted: too vague)"
	}
	return "→ " + value + " (" + orNone(precision) + ")"
}

func countedFrom(anchor string) string {
	if anchor == "" {
		return ""
	}
	return "counted from " + anchor
}

// showRevisions shows what changed from text to text; sentences that were reworded, word by word.
func showRevisions(p *page, revisions []store.RevisionRow) {
	if len(revisions) < 2 {
		return
	}
	p.head("Revisions")
	for i, r := range revisions {
		p.line("", fmt.Sprintf("text %d, read %s", r.Number, instant(p.c, r.At)))
		if i == 0 {
			continue
		}
		before := revisions[i-1]
		if before.Title != r.Title {
			p.sub("title: " + store.WordDiff(before.Title, r.Title))
		}
		d := dedup.Revise(r.Removed, r.Added)
		for _, n := range d.Removed {
			p.sub("− " + r.Removed[n])
		}
		for _, n := range d.Added {
			p.sub("+ " + r.Added[n])
		}
		for _, c := range d.Changed {
			p.sub("± " + store.WordDiff(r.Removed[c.Before], r.Added[c.After]))
		}
		if len(r.Added)+len(r.Removed) == 0 && before.Title == r.Title {
			p.sub("no sentence changed")
		}
	}
}
