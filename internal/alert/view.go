package alert

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"storywatch/store"
)

const (
	// EstablishedFrom is the confidence from which words are put down to the one they are attributed to; below it the
	// message says that the speaker is not established.
	EstablishedFrom = 0.9
	// MaxSubject is how long a subject may be, in code points: what a phone shows of it is far less.
	MaxSubject = 160
	// MaxEarlier is how much of what was known before is repeated.
	MaxEarlier = 5
)

// view is what a message says, before it is text or HTML. Both are made from it, so that both say the same.
type view struct {
	Subject string
	Heading string // "" where the stories' titles are enough
	Stories []storyView
	Changes []string // silently changed articles, in a digest
	Health  []string // of sources that are not well
	Why     []string // why this came, and how to get less
	Footer  []string
}

// storyView is one story's part.
type storyView struct {
	Title   string
	Events  []eventView
	Earlier []string
}

// eventView is one event, every field ready to print; "" means that there is nothing to say.
type eventView struct {
	ID       string
	Label    string // "new: lawsuit (filed)"
	Sentence string // quoted
	Whose    string // who says so
	Before   string // what an upgrade, reversal, correction or withdrawal changes, quoted
	When     string
	Parties  string
	Case     string
	Certain  string // confidence and voices
	URL      string // text fragment link
	Warning  string
}

// maxHealth is how many sources that are not well are named.
const maxHealth = 12

// view gathers what one message says.
func (s *Sender) view(ctx context.Context, p Plan) (view, error) {
	var v view
	said := map[int64]bool{}
	for _, e := range p.Events {
		said[e.EventID] = true
	}
	groups := byStory(p.Events)
	for _, group := range groups {
		sv, err := s.storyView(ctx, group, said)
		if err != nil {
			return v, err
		}
		v.Stories = append(v.Stories, sv)
	}
	if len(groups) > 0 {
		v.Footer = []string{"Machine-extracted from the pages that are linked; verify before publishing."}
	}
	if p.Kind == "digest" {
		line, err := s.precision(ctx)
		if err != nil {
			return v, err
		}
		v.Footer = append(v.Footer, line...)
	}
	ill, well, err := s.health(ctx)
	if err != nil {
		return v, err
	}
	v.Health = ill
	if len(ill) > maxHealth {
		v.Health = append(ill[:maxHealth:maxHealth], fmt.Sprintf("and %d more: storywatch sources", len(ill)-maxHealth))
	}
	if v.Changes, err = s.changes(ctx, p); err != nil {
		return v, err
	}
	const less = "Fewer of these: move its type to digest or never under developments in config.yaml"
	switch {
	case p.Kind == "now":
		v.Subject = subject(p.Events)
		v.Why = []string{whyNow(p.Events), less + ", or raise alerts.now.gap."}
	case len(groups) == 0 && len(v.Changes) > 0:
		v.Heading = "Digest: no development, changed articles, " + plural(well, "source") + " read" + notWell(ill)
		v.Subject = v.Heading
		v.Why = []string{"You get this because a page that was read before changed its headline or a quote. `storywatch show ID` tells all its revisions."}
	case len(groups) == 0:
		v.Heading = "Nothing new, " + plural(well, "source") + " read" + notWell(ill)
		v.Subject = v.Heading
		v.Why = []string{"You get this as a sign of life. Fewer of these: write “when_empty: nothing” under alerts.digest in config.yaml."}
	default:
		v.Heading = fmt.Sprintf("Digest: %s in %s, %s read%s", plural(len(p.Events), "development"), plural(len(groups), "story", "stories"), plural(well, "source"), notWell(ill))
		v.Subject = v.Heading
		v.Why = []string{"You get this because these types are under developments.digest in config.yaml, wait for a second voice, or were more than alerts.now.max_per_day lets through.", less + "."}
	}
	return v, nil
}

// notWell counts sources as an appendix.
func notWell(ill []string) string {
	switch len(ill) {
	case 0:
		return ""
	case 1:
		return ", 1 not well"
	}
	return fmt.Sprintf(", %d not well", len(ill))
}

func whyNow(events []store.EventRow) string {
	if slices.ContainsFunc(events, urgent) {
		return "You get this because it changes what was known, and that does not wait."
	}
	return "You get this because its type is under developments.now in config.yaml."
}

// storyView is what is new in one story, and what was known of it before. said are the events that the message tells of
// already; it adds to them.
func (s *Sender) storyView(ctx context.Context, events []store.EventRow, said map[int64]bool) (storyView, error) {
	v := storyView{Title: clean(events[0].Story)}
	for _, e := range events {
		ev := s.eventView(e)
		if e.Change != "new" {
			before, err := s.before(ctx, e)
			if err != nil {
				return v, err
			}
			if before.EventID != 0 {
				ev.Before = s.told(before, MaxSubject)
				said[before.EventID] = true
			}
		}
		v.Events = append(v.Events, ev)
	}
	var err error
	v.Earlier, err = s.earlier(ctx, events[0], said)
	return v, err
}

// before is the development's last event before this one; the zero row when there is none.
func (s *Sender) before(ctx context.Context, e store.EventRow) (last store.EventRow, err error) {
	d, err := s.store.Event(ctx, e.ID)
	if err != nil {
		return last, err
	}
	for _, h := range d.History { // oldest first
		if h.EventID < e.EventID {
			last = h
		}
	}
	return last, nil
}

// told is an earlier event in one line: its day, what it was, the sentence.
func (s *Sender) told(e store.EventRow, limit int) string {
	day := e.Date
	if day == "" {
		day = "seen " + e.SeenAt.In(s.Zone).Format(time.DateOnly)
	}
	return fmt.Sprintf("%s, %s: %s", clean(day), typeLabel(e), quoted(cut(clean(e.Sentence), limit)))
}

// subject is a report, never a claim of our own: the source, the type, the source's sentence.
func subject(events []store.EventRow) string {
	e := events[0]
	for _, x := range events { // what takes something back is told first
		if x.Change == "withdrawn" || x.Change == "correction" {
			e = x
			break
		}
	}
	begin := fmt.Sprintf("%s reports: %s: ", clean(e.Source), label(e))
	if e.Verdict != "" { // the source takes nothing back; the user does
		begin = fmt.Sprintf("By hand: %s: ", label(e))
	}
	end := ""
	if n := len(events) - 1; n > 0 {
		end = fmt.Sprintf(" (+%d more)", n)
	}
	const marks = 2 // quotation marks
	room := MaxSubject - utf8.RuneCountInString(begin) - len(end) - marks
	return begin + quoted(cut(withoutDateline(clean(e.Sentence)), max(room, minSentence))) + end
}

// minSentence is how much of a sentence a subject shows, in code points, whatever stands before it.
const minSentence = 40

// label is what kind of news an event is; "new" goes without saying in a subject.
func label(e store.EventRow) string {
	if e.Change == "new" {
		return typeLabel(e)
	}
	return e.Change + ": " + typeLabel(e)
}

func typeLabel(e store.EventRow) string {
	if e.Status == "" {
		return clean(e.Type)
	}
	return clean(e.Type + " (" + e.Status + ")")
}

func (s *Sender) eventView(e store.EventRow) eventView {
	source := clean(e.Source)
	v := eventView{
		ID: e.ID, Label: e.Change + ": " + typeLabel(e), Sentence: quoted(clean(e.Sentence)), When: s.when(e), Parties: clean(strings.Join(e.Actors, ", ")),
		Case: clean(strings.Join(nonEmpty(e.Court, e.Docket), ", ")), Whose: whose(clean(e.AttributedTo), source, e.Confidence),
		Certain: fmt.Sprintf("confidence %.2f, %s", e.Confidence, plural(max(e.Independent, 1), "independent source")),
	}
	if e.StatusBefore != "" && e.StatusBefore != e.Status {
		v.Label += ", before: " + clean(e.StatusBefore)
	}
	if v.URL = webAddress(e.FragmentURL); v.URL == "" {
		v.URL = webAddress(e.URL)
	}
	switch {
	case e.Verdict != "":
		v.Warning = verdictWords(e.Verdict)
	case e.Unconfirmed:
		v.Warning = "Unconfirmed: it waits for a second voice."
	}
	return v
}

// whose says in whose words a sentence is.
func whose(speaker, source string, confidence float64) string {
	switch {
	case speaker == "":
		return source + " in its own words"
	case confidence >= EstablishedFrom:
		return speaker + ", as " + source + " reports"
	}
	return "speaker not established (perhaps " + speaker + "), as " + source + " reports"
}

// when is the event's date and, apart from it, when it was seen. A date that was inferred says so.
func (s *Sender) when(e store.EventRow) string {
	seen := "seen " + e.SeenAt.In(s.Zone).Format("2006-01-02 15:04 MST")
	switch {
	case e.Date == "":
		return "date not stated; " + seen
	case e.DateInferred:
		return clean(e.Date) + " (inferred from the publication date); " + seen
	}
	return clean(e.Date) + "; " + seen
}

// earlierSentence is how many code points of a sentence that was known before are repeated.
const earlierSentence = 140

// earlier is what was known of a story before its first event in the message, newest first, but for what was said.
func (s *Sender) earlier(ctx context.Context, first store.EventRow, said map[int64]bool) ([]string, error) {
	story, err := strconv.ParseInt(strings.TrimPrefix(first.StoryID, "s"), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("story id %q: %w", first.StoryID, err)
	}
	var out []string
	// What was said is passed over, so more are asked for than are shown.
	f := store.Filter{Story: story, Newest: true, Limit: len(said) + 10*MaxEarlier}
	err = s.store.EachEvent(ctx, f, func(e store.EventRow) error {
		if e.EventID < first.EventID && !said[e.EventID] && len(out) < MaxEarlier {
			out = append(out, s.told(e, earlierSentence))
		}
		return nil
	})
	return out, err
}

// health is a line for each source that is not well, and how many were read well at their last poll.
func (s *Sender) health(ctx context.Context) (ill []string, well int, err error) {
	err = s.store.EachSource(ctx, store.Filter{}, func(r store.SourceRow) error {
		switch {
		case !r.Configured:
		case r.Failures > 0:
			ill = append(ill, fmt.Sprintf("%s: %s since %s", clean(r.Name), clean(r.State), r.StateSince.In(s.Zone).Format(time.DateOnly)))
		case !r.LastGood.IsZero():
			well++
		}
		return nil
	})
	return ill, well, err
}
