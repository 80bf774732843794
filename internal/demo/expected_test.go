package demo_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/internal/demo"
)

// statuses are the closed lists of the design, in order.
var statuses = map[string]string{
	"lawsuit":        "considered threatened announced filed dropped dismissed",
	"hearing":        "scheduled postponed held",
	"injunction":     "sought granted denied stayed lifted",
	"appeal":         "announced filed heard decided",
	"designation":    "considered threatened announced formal blocked lifted",
	"ban":            "considered threatened ordered in-force blocked lifted",
	"agreement":      "reported announced signed amended ended",
	"negotiation":    "reported started offered raised stalled resumed rejected collapsed",
	"deadline":       "set extended met passed",
	"contract-award": "expected awarded withdrawn",
	"letter":         "sent",
}

// shelf finds texts as they stand at a time.
type shelf struct {
	t     *testing.T
	world *demo.World
	files map[string]*demo.Article
}

func newShelf(t *testing.T) shelf {
	t.Helper()
	w, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{t: t, world: w, files: map[string]*demo.Article{}}
	for _, a := range w.Articles() {
		s.files[a.File] = a
	}
	return s
}

func (s shelf) article(file string) *demo.Article {
	s.t.Helper()
	a := s.files[file]
	if a == nil {
		s.t.Fatalf("expected.yaml names %s, which is no article", file)
	}
	return a
}

// says reports whether the article says the words when it first appears.
func (s shelf) says(file, words string) bool {
	s.t.Helper()
	a := s.article(file)
	_, body := a.At(a.Appears)
	return words != "" && strings.Contains(body, words)
}

// firstSeen is the poll that first can see the article.
func (s shelf) firstSeen(file string) time.Time {
	for _, poll := range s.world.Days() {
		if s.article(file).Visible(poll) {
			return poll
		}
	}
	s.t.Fatalf("no poll sees %s", file)
	return time.Time{}
}

func TestExpectedDevelopmentsStandInTheTexts(t *testing.T) {
	s := newShelf(t)
	ids := map[string]string{}
	for _, d := range s.world.Expected().Developments {
		for _, status := range append(d.OrStatus, d.Status) {
			if !slices.Contains(strings.Fields(statuses[d.Type]), status) {
				t.Errorf("%s: %s has no status %q", d.ID, d.Type, status)
			}
		}
		if _, twice := ids[d.ID]; twice || d.ID == "" || len(d.First) == 0 || len(d.Parties) == 0 {
			t.Errorf("%s: needs an id of its own, first files and parties", d.ID)
		}
		if d.Alert != "now" && d.Alert != "digest" {
			t.Errorf("%s: alert %q", d.ID, d.Alert)
		}
		if d.Of != "" && ids[d.Of] != d.Type {
			t.Errorf("%s continues %s, which is no earlier %s", d.ID, d.Of, d.Type)
		}
		if (d.Of != "") != (d.Change == "upgrade" || d.Change == "reversal") {
			t.Errorf("%s: change %q of %q", d.ID, d.Change, d.Of)
		}
		ids[d.ID] = d.Type
		s.checkPolls(d)
		if !s.says(d.First[0], d.Sentence) {
			t.Errorf("%s: %s does not say %q", d.ID, d.First[0], d.Sentence)
		}
		if number := d.Docket; number != "" && !slices.ContainsFunc(s.world.Articles(), func(a *demo.Article) bool { return s.says(a.File, number) }) {
			t.Errorf("%s: nobody names %s", d.ID, number)
		}
		if !validDate(d.Date) {
			t.Errorf("%s: date %q", d.ID, d.Date)
		}
	}
	if len(ids) < 15 {
		t.Errorf("%d developments", len(ids))
	}
}

// checkPolls: the files of First come between the poll before and Latest, and the earliest of them at Poll.
func (s shelf) checkPolls(d demo.ExpectedDevelopment) {
	s.t.Helper()
	latest := d.Latest
	if latest.IsZero() {
		latest = d.Poll
	}
	earliest := latest
	for _, file := range d.First {
		seen := s.firstSeen(file)
		if seen.Before(d.Poll) || seen.After(latest) {
			s.t.Errorf("%s: %s is first seen at %s, not from %s to %s", d.ID, file, seen, d.Poll, latest)
		}
		if seen.Before(earliest) {
			earliest = seen
		}
	}
	if !earliest.Equal(d.Poll) {
		s.t.Errorf("%s: poll is %s, the first file is seen at %s", d.ID, d.Poll, earliest)
	}
}

func validDate(date string) bool {
	if date == "" {
		return true
	}
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04"} {
		if _, err := time.Parse(layout, date); err == nil {
			return true
		}
	}
	return false
}

func TestExpectedQuotesStandInTheTexts(t *testing.T) {
	s := newShelf(t)
	last := s.world.Days()[len(s.world.Days())-1]
	x := s.world.Expected()
	speakers := map[string]bool{}
	for _, q := range x.Quotes {
		if !s.says(q.File, q.Words) {
			t.Errorf("%s does not say %q", q.File, q.Words)
		}
		if q.Mention != "" && !s.says(q.File, q.Mention) {
			t.Errorf("%s has no mention %q", q.File, q.Mention)
		}
		if _, body := s.article(q.File).At(last); strings.Contains(body, q.Words) == q.Until {
			t.Errorf("%s: %q: until is %v", q.File, q.Words, q.Until)
		}
		if !slices.Contains([]string{"direct", "mixed", "block"}, q.Kind) {
			t.Errorf("%s: kind %q", q.File, q.Kind)
		}
		speakers[q.Speaker] = true
	}
	if len(x.Quotes) < 15 || len(speakers) < 8 {
		t.Errorf("%d quotes of %d speakers", len(x.Quotes), len(speakers))
	}
	for _, q := range x.NotQuotes {
		if !s.says(q.File, "“"+q.Words+"”") && !s.says(q.File, `"`+q.Words+`"`) {
			t.Errorf("%s has no %q in quotation marks", q.File, q.Words)
		}
	}
}

func TestExpectedRestStandsInTheTexts(t *testing.T) {
	s := newShelf(t)
	x := s.world.Expected()
	ids := map[string]bool{}
	for _, d := range x.Developments {
		ids[d.ID] = true
	}
	for _, b := range x.Background {
		if !s.says(b.File, b.Sentence) {
			t.Errorf("%s does not say %q", b.File, b.Sentence)
		}
	}
	for _, c := range x.Corrections {
		if !s.says(c.File, c.Sentence) || !ids[c.Of] || !s.firstSeen(c.File).Equal(c.Poll) {
			t.Errorf("correction %s of %s: wrong sentence, development or poll", c.File, c.Of)
		}
	}
	for _, c := range x.Coverage {
		s.article(c.File)
		for _, id := range c.Of {
			if !ids[id] {
				t.Errorf("%s covers %q, which is no development", c.File, id)
			}
		}
	}
	for _, c := range x.Copies {
		for _, copied := range c.Copies {
			if s.article(copied).CopyOf != c.Original {
				t.Errorf("%s is no copy of %s", copied, c.Original)
			}
		}
	}
	for _, r := range x.Rewritten {
		a := s.article(r.File)
		before, after := a.Revised[0].At.Add(-time.Minute), r.Poll
		if whole(a, before, r.Gone) == whole(a, after, r.Gone) || whole(a, before, r.Came) || !whole(a, after, r.Came) {
			t.Errorf("%s: %q does not become %q", r.File, r.Gone, r.Came)
		}
	}
}

func whole(a *demo.Article, at time.Time, words string) bool {
	title, body := a.At(at)
	return strings.Contains(title+"\n"+body, words)
}

// TestExpectedLeavesNothingOut: what is expected of files by their state is what the world does with them.
func TestExpectedLeavesNothingOut(t *testing.T) {
	s := newShelf(t)
	x := s.world.Expected()
	first := s.world.Days()[0]
	for _, a := range s.world.Articles() {
		site := s.world.Site(a.Site)
		for _, c := range []struct {
			list []string
			name string
			want bool
		}{
			{x.Quiet, "quiet", a.Visible(first)},
			{x.Blocked, "blocked", site.Pages == "refused"},
			{x.OffTopic, "off_topic", a.Site == "greenspade.example"},
			{x.ByRobots, "by_robots", strings.HasPrefix(a.Path, "/premium/")},
			{x.Unreached, "unreached", !site.FailsFrom.IsZero() && !s.firstSeen(a.File).Before(site.FailsFrom)},
		} {
			if got := slices.Contains(c.list, a.File); got != c.want {
				t.Errorf("%s in %s: %v, want %v", a.File, c.name, got, c.want)
			}
		}
	}
	for _, file := range x.LeftOut {
		a := s.article(file)
		_, body := a.At(a.Appears)
		company := strings.Contains(body, "Kestrane") || strings.Contains(body, "Obrium")
		state := strings.Contains(body, "Coastal Defense") || strings.Contains(body, "Breakwater")
		if company && state {
			t.Errorf("%s would match the topic", file)
		}
	}
}
