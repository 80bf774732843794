package alert

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

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
	Kind    string // now, digest
	Heading string
	Stories []storyView
	Why     string
	Health  []string
	Footer  []string
}

// storyView is one story's part.
type storyView struct {
	ID, Title string
	Events    []eventView
	Earlier   []string
}

// eventView is one event, every field ready to print.
type eventView struct {
	ID       string
	Label    string // "new: lawsuit (filed)"
	Sentence string
	Whose    string // who says so
	Source   string
	When     string
	Parties  string
	Case     string
	Worth    string // confidence and voices
	URL      string // text fragment link
	Warning  string
}

// view gathers what one message says.
func (s *Sender) view(ctx context.Context, p Plan) (view, error) {
	v := view{Kind: p.Kind, Footer: []string{
		"Machine-extracted from the page that is linked; verify before publishing.",
		"Fewer of these: move the type under `developments.digest` or `never` in config.yaml, or raise `alerts.now.gap`.",
	}}
	order := []string{}
	groups := map[string][]store.EventRow{}
	for _, e := range p.Events {
		if groups[e.StoryID] == nil {
			order = append(order, e.StoryID)
		}
		groups[e.StoryID] = append(groups[e.StoryID], e)
	}
	inMessage := map[int64]bool{}
	for _, e := range p.Events {
		inMessage[e.EventID] = true
	}
	for _, id := range order {
		sv := storyView{ID: id, Title: clean(groups[id][0].Story)}
		for _, e := range groups[id] {
			sv.Events = append(sv.Events, s.eventView(e))
		}
		var err error
		if sv.Earlier, err = s.earlier(ctx, id, groups[id][0].EventID, inMessage); err != nil {
			return v, err
		}
		v.Stories = append(v.Stories, sv)
	}
	health, read, err := s.health(ctx)
	if err != nil {
		return v, err
	}
	v.Health = health
	switch {
	case p.Kind == "now":
		v.Subject, v.Heading = subject(p.Events), "New"
		v.Why = "You get this because its type is under `developments.now`: " + p.Why + "."
	case len(p.Events) == 0:
		v.Subject = fmt.Sprintf("Nothing new, %d sources read", read)
		v.Heading = v.Subject
		v.Why = "You get this as a sign of life (alerts.digest.when_empty: nothing turns it off)."
	default:
		v.Subject = fmt.Sprintf("Digest: %s in %s", plural(len(p.Events), "development"), plural(len(order), "story", "stories"))
		v.Heading = v.Subject
		v.Why = "You get this because these types are under `developments.digest`, or there was more than a day may bring at once."
	}
	return v, nil
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
	label := typeLabel(e)
	if e.Change != "new" {
		label = e.Change + ": " + label
	}
	s := fmt.Sprintf("%s reports: %s: “%s”", clean(e.Source), label, clean(e.Sentence))
	if n := len(events) - 1; n > 0 {
		more := fmt.Sprintf(" (+%d more)", n)
		return cut(s, MaxSubject-len(more)) + more
	}
	return cut(s, MaxSubject)
}

func typeLabel(e store.EventRow) string {
	if e.Status == "" {
		return e.Type
	}
	return e.Type + " (" + e.Status + ")"
}

func (s *Sender) eventView(e store.EventRow) eventView {
	v := eventView{
		ID: e.ID, Label: e.Change + ": " + typeLabel(e), Sentence: clean(e.Sentence), Source: clean(e.Source), URL: e.FragmentURL,
		Parties: clean(strings.Join(e.Actors, ", ")), When: s.when(e),
	}
	if e.StatusBefore != "" && e.StatusBefore != e.Status {
		v.Label += ", before: " + e.StatusBefore
	}
	if v.URL == "" {
		v.URL = e.URL
	}
	switch {
	case e.AttributedTo == "":
		v.Whose = v.Source + " in its own words"
	case e.Confidence >= EstablishedFrom:
		v.Whose = clean(e.AttributedTo) + ", as " + v.Source + " reports"
	default:
		v.Whose = "speaker not established (perhaps " + clean(e.AttributedTo) + "), as " + v.Source + " reports"
	}
	if c := strings.TrimSpace(strings.Join(nonEmpty(e.Court, e.Docket), ", ")); c != "" {
		v.Case = clean(c)
	}
	v.Worth = fmt.Sprintf("confidence %.2f, %s", e.Confidence, plural(max(e.Independent, 1), "independent source"))
	if e.Unconfirmed {
		v.Warning = "Unconfirmed: one voice, and not a certain one."
	}
	return v
}

// when is the event's date and, apart from it, when it was seen. A date that was inferred says so.
func (s *Sender) when(e store.EventRow) string {
	seen := "seen " + e.SeenAt.In(s.Zone).Format("2006-01-02 15:04 MST")
	switch {
	case e.Date == "":
		return "date not stated; " + seen
	case e.DateInferred:
		return e.Date + " (inferred from the publication date); " + seen
	}
	return e.Date + "; " + seen
}

// earlier is what was known of the story before, newest first.
func (s *Sender) earlier(ctx context.Context, story string, before int64, inMessage map[int64]bool) ([]string, error) {
	number, err := strconv.ParseInt(strings.TrimPrefix(story, "s"), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("story id %q: %w", story, err)
	}
	var out []string
	err = s.store.EachEvent(ctx, store.Filter{Story: number, Newest: true, Limit: 20 * MaxEarlier}, func(e store.EventRow) error {
		if e.EventID < before && !inMessage[e.EventID] && len(out) < MaxEarlier {
			date := e.Date
			if date == "" {
				date = e.SeenAt.In(s.Zone).Format(time.DateOnly)
			}
			out = append(out, fmt.Sprintf("%s %s: %s", date, typeLabel(e), clean(cut(e.Sentence, 140))))
		}
		return nil
	})
	return out, err
}

// health is a line for each source that is not well, and how many were read well.
func (s *Sender) health(ctx context.Context) (lines []string, well int, err error) {
	err = s.store.EachSource(ctx, store.Filter{}, func(r store.SourceRow) error {
		switch {
		case !r.Configured:
		case r.Failures > 0:
			lines = append(lines, fmt.Sprintf("%s: %s since %s", clean(r.Name), r.State, r.StateSince.In(s.Zone).Format(time.DateOnly)))
		case !r.LastGood.IsZero():
			well++
		}
		return nil
	})
	return lines, well, err
}

// clean makes foreign text safe for a line of mail: no control characters, no marks that turn the reading direction
// around, no line breaks.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C, r == 0xFEFF, r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// cut shortens to n code points, at a word.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	short := string(r[:n-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:") + "…"
}

func plural(n int, one string, many ...string) string {
	if n == 1 {
		return "1 " + one
	}
	if len(many) > 0 {
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
