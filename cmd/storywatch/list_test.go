package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"storywatch/internal/clock"
	"storywatch/store"
	"storywatch/store/novelty"
)

// shelf is a config and a store in a folder, and the program as main starts it.
type shelf struct {
	dir      string
	now      time.Time
	terminal bool
	env      map[string]string
}

var shelfDay = time.Date(2031, 3, 4, 9, 0, 0, 0, time.UTC)

// hostileTitle would clear the screen, set the window's title, and turn letters round.
const hostileTitle = "Port \x1b[2J\x1b]0;owned\x07sues\u202e \u009b31mbuilder\r\nin\u2028court\u200b"

func newShelf(t testing.TB) *shelf {
	t.Helper()
	s := &shelf{dir: t.TempDir(), now: shelfDay.AddDate(0, 0, 10), env: map[string]string{"COLUMNS": "120"}}
	config := "version: 1\nstore: beat.db\ntimezone: UTC\nsources:\n  - {name: Harbor Gazette, url: \"https://gazette.example/feed\"}\n"
	if err := os.WriteFile(filepath.Join(s.dir, "config.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	return s
}

// run is one start of the program.
func (s *shelf) run(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	a := &app{
		ctx: context.Background(), stdin: strings.NewReader(""), stdout: &out, stderr: &errs, clock: clock.NewManual(s.now), terminal: s.terminal,
		getenv: func(k string) (string, bool) { v, ok := s.env[k]; return v, ok },
	}
	code = a.run(append(args, "--config", filepath.Join(s.dir, "config.yaml")))
	return code, out.String(), errs.String()
}

// ok is run for what must end well and say nothing on stderr.
func (s *shelf) ok(t testing.TB, args ...string) string {
	t.Helper()
	code, out, errs := s.run(args...)
	if code != exitOK || errs != "" {
		t.Fatalf("%v: exit %d, stderr %q", args, code, errs)
	}
	return out
}

// fill records a report, its later text, a copy of it, one more story, and one that was left out.
func (s *shelf) fill(t testing.TB) {
	t.Helper()
	st := s.open(t)
	defer st.Close()
	filler := "\nThe quay wall of the northern basin is ninety years old, and the surveyor who measured it in autumn found that it had moved by the width of a hand." +
		"\nThe council of the town meets on the second floor of the customs house, where the plans for the basin have hung since the flood."
	first := shelfDocument("doc-1", 0, hostileTitle, "The port of Selby sued the builder Norvane on Tuesday.\n“We will win,” said Ida Brandt.\n“No comment,” someone wrote."+filler)
	first.Quotes = []store.Quote{
		words(&first, store.Quote{Kind: "direct", Speaker: "Ida Brandt", Mention: "Ida Brandt", Cue: "said", Confidence: .97, Candidates: `[{"name":"Ida Brandt","score":0.97,"why":["stands behind the cue"]},{"name":"Jo Falk","score":0.2,"why":["named before"]}]`}, "We will win,"),
		words(&first, store.Quote{Kind: "direct", Candidate: "Jo Falk", Cue: "wrote", Confidence: .3, Candidates: `[{"name":"Jo Falk","score":0.3,"why":["named in the byline"]}]`}, "No comment,"),
	}
	claim := "The port of Selby sued the builder Norvane on Tuesday."
	first.Claims = []store.Claim{
		{
			Type: "lawsuit", Status: "filed", Actors: []string{"Port of Selby", "Norvane"}, Evidence: evidence(&first, claim), Date: "2031-03-04", Precision: "day", DateInferred: true,
			Confidence: .85, Parts: `{"own voice":0.25,"main clause":0.6}`, Alert: "now", Rule: "lawsuit/sue",
		},
		{Type: "settlement", Status: "reached", Actors: []string{"Norvane"}, Evidence: evidence(&first, "“No comment,” someone wrote."), Confidence: .4, Ignored: "only wanted", Rule: "settlement/reach"},
	}
	first.Body = &store.Body{Bytes: []byte("<html>raw \x1b bytes"), ContentType: "text/html", URL: first.URL, FetchedAt: first.SeenAt}
	first.Notes = []string{"a language without rules"}
	first.Awards = []store.Award{{Span: evidence(&first, claim), Kind: "award", Awardee: "Norvane", AmountUSD: 1234567, Shared: true, PIID: "N-1", Description: "cranes"}}

	later := first
	later.SeenAt, later.Title = first.SeenAt.Add(2*time.Hour), "Port sues builder in court"
	later.Text = strings.Replace(first.Text, "No comment,", "No comment today,", 1)
	later.Quotes, later.Claims, later.Awards = later.Quotes[:1], nil, nil
	later.Sentences = strings.Split(later.Text, "\n")

	copied := shelfDocument("doc-2", 3, "Port sues", first.Text)
	copied.Source = "Quay Wire"
	dropped := shelfDocument("doc-3", 30, "Port drops suit", "The port of Selby dropped its suit against Norvane on Wednesday.")
	dropped.Claims = []store.Claim{{Type: "lawsuit", Status: "dropped", Actors: []string{"Port of Selby", "Norvane"}, Evidence: evidence(&dropped, dropped.Text), Confidence: .8, Alert: "now", Rule: "lawsuit/drop"}}
	cake := shelfDocument("doc-4", 31, "Harbor cake contest", "Cake.")
	cake.OffTopic = true
	ladder := novelty.Ladder{"lawsuit": {{"filed"}, {"dropped"}}, "settlement": {{"reached"}}}
	for _, o := range []store.Observation{first, later, copied, dropped, cake} {
		if _, err := st.Record(t.Context(), nil, o, ladder); err != nil {
			t.Fatal(err)
		}
	}
}

func (s *shelf) open(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(s.dir, "beat.db"), store.Options{Clock: clock.NewManual(s.now)})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func shelfDocument(id string, hours int, title, text string) store.Observation {
	address := "https://gazette.example/" + id
	return store.Observation{
		ExternalID: id, Source: "Harbor Gazette", URL: address, Canonical: address, SeenAt: shelfDay.Add(time.Duration(hours) * time.Hour), ObservedBy: "import", Extractor: 1,
		Title: title, PublishedAt: "2031-03-04", Precision: "day", From: "json-ld", Language: "en", State: "full", Text: text, Words: len(strings.Fields(text)),
		Sentences: strings.Split(text, "\n"), Entities: []store.Entity{{Name: "Port of Selby", Kind: "agency", Known: true, Count: 3}, {Name: "Norvane", Kind: "company", Known: true, Count: 3}},
	}
}

func evidence(o *store.Observation, sentence string) store.Span {
	start := len([]rune(o.Text[:strings.Index(o.Text, sentence)]))
	return store.Span{Start: start, End: start + len([]rune(sentence)), Text: sentence}
}

func words(o *store.Observation, q store.Quote, said string) store.Quote {
	q.Span = evidence(o, said)
	return q
}

// contains is a test that every one of want stands in got.
func contains(t testing.TB, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not in\n%s", w, got)
		}
	}
}

func TestLookingNeedsAStoreAndMakesNone(t *testing.T) {
	s := newShelf(t)
	for _, args := range [][]string{{"items"}, {"stories"}, {"quotes"}, {"developments"}, {"awards"}, {"sources"}, {"show", "i1"}, {"why", "e1"}, {"export", "items"}, {"export", "items", "--new"}} {
		code, out, errs := s.run(args...)
		if code != exitFailed || out != "" || !strings.Contains(errs, "no store yet") || !strings.Contains(errs, "storywatch run") {
			t.Errorf("%v: exit %d, %q, %q", args, code, out, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(s.dir, "beat.db")); err == nil {
		t.Error("looking made a store")
	}
}

func TestEmptyListingsSayWhatToTry(t *testing.T) {
	empty := newShelf(t)
	empty.open(t).Close()
	full := newShelf(t)
	full.fill(t)
	tests := []struct {
		name  string
		shelf *shelf
		args  string
		want  []string
	}{
		{"nothing yet", empty, "quotes", []string{"no quotes yet", "storywatch run", "storywatch import"}},
		{"no stories yet", empty, "stories --json", []string{"no stories yet"}},
		{"no source yet", empty, "sources", []string{"no sources yet", "storywatch run"}},
		{"a speaker misspelt", full, "quotes --speaker Brand", nil}, // a part of a name will do
		{"a surname misspelt", full, "quotes --speaker Brandd", []string{`did you mean "Ida Brandt"?`}},
		{"a name misspelt", full, "quotes --speaker IdaBrandt", []string{`did you mean "Ida Brandt"?`}},
		{"a speaker like none", full, "quotes --speaker Xerxes", []string{"there are: Ida Brandt"}},
		{"a type misspelt", full, "developments --type lawsiut", []string{`did you mean "lawsuit"?`}},
		{"a source misspelt", full, "items --source harbour-gazette", []string{`did you mean "Harbor Gazette"?`}},
		{"an unknown story", full, "items --story s99", []string{"s99", "storywatch stories"}},
		{"words that occur nowhere", full, "items --search zebra --since 2031-03-01", []string{"no items fit --since and --search", "there are 3"}},
		{"a state without items", full, "items --state failed", []string{"no items with --state failed"}},
		{"a hostile value", full, "quotes --speaker \x1b[2J\u202eX", []string{`"[2JX"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := tt.shelf.run(strings.Fields(tt.args)...)
			if code != exitOK {
				t.Fatalf("exit %d: %s", code, errs)
			}
			if tt.want == nil {
				if out == "" || errs != "" {
					t.Errorf("out %q, stderr %q", out, errs)
				}
				return
			}
			if out != "" {
				t.Errorf("stdout %q: it is for rows", out)
			}
			contains(t, errs, tt.want...)
		})
	}
}

func TestWrongFlagsAreExplained(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	for args, want := range map[string]string{
		"items --since soon":                          "neither a date",
		"items --until 7x":                            "--until",
		"items --since 2031-03-05 --until 2031-03-01": "not before",
		"items --since 1d --until 3d":                 "not before",
		"items --story Selby":                         "ids look like s3",
		"items --state of-topic":                      `did you mean "off-topic"?`,
		"export":                                      "export what?",
		"export quots":                                `did you mean "quotes"?`,
		"export items --format xml":                   "csv",
		"export items --new --until 2031-03-01":       "do not go together",
		"export items --new=":                         "no name",
		"why s1":                                      "storywatch show s1",
	} {
		if code, _, errs := s.run(strings.Fields(args)...); code != exitUsage || !strings.Contains(errs, want) {
			t.Errorf("%s: exit %d, %q; want %q in it", args, code, errs, want)
		}
	}
	for args, want := range map[string]string{"show q99": "storywatch quotes", "show doc-99": "storywatch items", "why e99": "storywatch developments", "show doc-3 --raw": "no bytes were kept"} {
		if code, out, errs := s.run(strings.Fields(args)...); code != exitFailed || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: exit %d, %q; want %q in it", args, code, errs, want)
		}
	}
}

func TestTables(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	tests := []struct {
		args       string
		want, lack []string
	}{
		{"items", []string{"id ", "doc-1", "doc-2", "copy of doc-1", "text 2", "Port sues builder in court"}, []string{"doc-4", "|", "+--"}},
		{"items --state all", []string{"doc-4", "off-topic"}, nil},
		{"items --source quay", nil, []string{"doc-1"}},
		{"stories", []string{"s1"}, nil},
		{"quotes", []string{"Ida Brandt", "0.97", "direct", "[Jo Falk?]", "We will win,"}, nil},
		{"quotes --since 2031-03-05", nil, []string{"We will win"}},
		{"quotes --until 2031-03-04", []string{"We will win"}, nil},
		{"quotes --since 11d", []string{"We will win"}, nil},
		{"developments", []string{"lawsuit filed", "lawsuit dropped", "upgrade", "Port of Selby,", "now"}, nil},
		{"developments --type lawsuit --limit 1", []string{"dropped"}, []string{"filed"}},
		{"awards", []string{"Norvane", "1,234,567*", "N-1", "cranes"}, nil},
		{"sources", []string{"Harbor Gazette", "Quay Wire"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			code, out, errs := s.run(strings.Fields(tt.args)...)
			if code != exitOK {
				t.Fatalf("exit %d: %s", code, errs)
			}
			contains(t, out, tt.want...)
			for _, w := range tt.lack {
				if strings.Contains(out, w) {
					t.Errorf("%q is in\n%s", w, out)
				}
			}
			for _, line := range strings.Split(out, "\n") {
				if n := len([]rune(line)); n > 120 || strings.HasSuffix(line, " ") {
					t.Errorf("a line of %d columns: %q", n, line)
				}
			}
		})
	}
}

func TestNewestFirstAndLimits(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	out := s.ok(t, "items")
	if a, b := strings.Index(out, "doc-3"), strings.Index(out, "doc-1 "); a < 0 || b < a {
		t.Errorf("the newest is not first:\n%s", out)
	}
	code, out, errs := s.run("items", "--limit", "1")
	if code != exitOK || strings.Contains(out, "doc-1") || !strings.Contains(errs, "2 more items") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if got := strings.Count(s.ok(t, "items", "--json", "--limit", "2"), "\n"); got != 2 {
		t.Errorf("%d lines, want 2", got)
	}
}

func TestTerminalShowsFiftyAPipeAll(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	for n := range 53 {
		o := shelfDocument(fmt.Sprintf("n-%d", n), n, "Port sues", fmt.Sprintf("Text %d.", n))
		if _, err := st.Record(t.Context(), nil, o, nil); err != nil {
			t.Fatal(err)
		}
	}
	st.Close()
	if got := strings.Count(s.ok(t, "items"), "\n"); got != 54 {
		t.Errorf("a pipe gets %d lines, want the header and 53", got)
	}
	s.terminal = true
	code, out, errs := s.run("items")
	if got := strings.Count(out, "\n"); code != exitOK || got != 51 || !strings.Contains(errs, "3 more items") {
		t.Errorf("exit %d: a terminal gets %d lines, %q", code, got, errs)
	}
	if !strings.Contains(out, "\x1b[1m") {
		t.Error("the header is not bold on a terminal")
	}
	s.env["NO_COLOR"] = "1"
	if _, out, _ := s.run("items"); strings.Contains(out, "\x1b") {
		t.Error("colour despite NO_COLOR")
	}
}

func TestJSONListingsAreTheExportsObjects(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	for _, what := range []string{"items", "quotes", "developments", "awards"} {
		listed, exported := lines(s.ok(t, what, "--json")), lines(s.ok(t, "export", what, "--format", "jsonl"))
		if len(listed) == 0 || len(listed) != len(exported) {
			t.Fatalf("%s: %d and %d lines", what, len(listed), len(exported))
		}
		for l := range exported {
			if !listed[l] || !json.Valid([]byte(l)) {
				t.Errorf("%s: not listed as exported: %s", what, l)
			}
		}
	}
	var story struct {
		ID                             string `json:"story_id"`
		Articles, Developments, Quotes int
		FirstSeenAt                    string `json:"first_seen_at"`
	}
	out := s.ok(t, "stories", "--json")
	if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &story); err != nil || story.ID != "s1" || story.Articles == 0 || story.FirstSeenAt != "2031-03-04T09:00:00Z" {
		t.Errorf("%+v, %v, from %s", story, err, out)
	}
	var source sourceLine
	out = s.ok(t, "sources", "--json")
	if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &source); err != nil || source.Name != "Harbor Gazette" || source.Kept != 2 || source.OffTopic != 1 {
		t.Errorf("%+v, %v, from %s", source, err, out)
	}
}

func lines(s string) map[string]bool {
	m := map[string]bool{}
	for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
		m[l] = true
	}
	return m
}

// What strangers wrote must not steer the terminal of who reads it, wherever it is shown.
func TestHostileTextIsHarmless(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	evil := shelfDocument("doc-1", 0, hostileTitle, "The port \x1b[31msued\u202e.\n“We \x07will\u009b win,” said Ida\x1b Brandt.")
	evil.Source, evil.Byline, evil.Notes = "Gazette\x1b[5m\u2066", []string{"Jo\x1b]8;;http://evil.example\x07 Falk"}, []string{"odd\x1b note"}
	evil.Quotes = []store.Quote{words(&evil, store.Quote{Kind: "direct", Speaker: "Ida\x1b\u202e Brandt", Cue: "said\x07", Confidence: .9, Candidates: `[{"name":"Ida\u001b Brandt","score":0.9,"why":["near\u001b"]}]`}, "We \x07will\u009b win,")}
	evil.Claims = []store.Claim{{Type: "lawsuit", Status: "filed", Actors: []string{"Port\x1b[0m"}, Object: "a\u202eb", Evidence: evidence(&evil, "The port \x1b[31msued\u202e."), Confidence: .9, Parts: `{"own\u001b voice":0.9}`, Alert: "now", Rule: "r"}}
	evil.Awards = []store.Award{{Span: evidence(&evil, "The port"), Kind: "award\x1b", Awardee: "Norvane\x1b[1m", PIID: "N\x07", Description: "x\u202ey"}}
	if _, err := st.Record(t.Context(), nil, evil, novelty.Ladder{"lawsuit": {{"filed"}}}); err != nil {
		t.Fatal(err)
	}
	st.Close()
	for _, args := range []string{"items", "stories", "quotes", "developments", "awards", "sources", "show doc-1", "show i1", "show q1", "show d1", "show e1", "show s1", "show a1", "why e1", "why q1", "why doc-1"} {
		code, out, errs := s.run(strings.Fields(args)...)
		if code != exitOK || out == "" {
			t.Errorf("%s: exit %d, %q", args, code, errs)
		}
		for _, r := range out {
			if r != '\n' && (r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u202e' || r == '\u2066' || r == '\u2028') {
				t.Errorf("%s prints %U:\n%q", args, r, out)
				break
			}
		}
	}
}

func TestSourcesSayWhatIsWrongAndWhatToDo(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	if err := st.SyncSources(t.Context(), []store.SourceSpec{
		{Name: "Harbor Gazette", Kind: "feed", URL: "https://gazette.example/feed"}, {Name: "Quay Wire", Kind: "feed", URL: "https://wire.example/feed"},
	}); err != nil {
		t.Fatal(err)
	}
	at := s.now.Add(-2 * time.Hour)
	for range 2 {
		l, err := st.ClaimHost(t.Context(), at, time.Hour, at)
		if err != nil || l == nil {
			t.Fatalf("%+v, %v", l, err)
		}
		w, err := st.NextWork(t.Context(), l, at, at)
		if err != nil || w == nil {
			t.Fatalf("%+v, %v", w, err)
		}
		r := store.PollResult{SourceID: w.SourceID, At: at, State: "ok", MovedTo: "https://gazette.example/new", NextDue: s.now.Add(30 * time.Minute)}
		if l.Host == "wire.example" {
			r.State, r.Error, r.MovedTo = "blocked", "wire.example refused: 403\x1b[2J", ""
		}
		if _, err := st.CompletePoll(t.Context(), l, r); err != nil {
			t.Fatal(err)
		}
	}
	st.Close()
	out := s.ok(t, "sources")
	contains(t, out, "2h ago", "in 30m", "refuses programs", "never", "Quay Wire, since 2031-03-14 07:00 UTC:\n  wire.example refused: 403[2J\n  what to do: open the address", "Harbor Gazette has moved to https://gazette.example/new")
	if out := s.ok(t, "sources", "--state", "blocked", "--json"); strings.Count(out, "\n") != 1 || !strings.Contains(out, `"failures":1`) {
		t.Errorf("got %s", out)
	}
}

func TestLongTablesHaveOneHeaderAndOneWidth(t *testing.T) {
	var out bytes.Buffer
	a := &app{stdout: &out, getenv: func(string) (string, bool) { return "", false }}
	table := newTable(a, []tableColumn{{name: "id"}, {name: "title", grow: 1}, {name: "n", right: true}})
	for n := range 2*pageRows + 3 {
		if err := table.add([]string{fmt.Sprintf("i%04d", n), strings.Repeat("wide ", 30), "7"}); err != nil {
			t.Fatal(err)
		}
		if len(table.page) >= pageRows {
			t.Fatal("a whole page is kept")
		}
	}
	if err := table.flush(); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "title"); got != 1 {
		t.Errorf("%d headers", got)
	}
	rows := 0
	for _, line := range strings.Split(out.String(), "\n") {
		if strings.HasPrefix(line, "i") && !strings.HasPrefix(line, "id") {
			rows++
			if len(line) != defaultWidth || !strings.HasSuffix(line, " 7") {
				t.Fatalf("a row of another width: %q", line)
			}
		}
	}
	if rows != 2*pageRows+3 {
		t.Errorf("%d rows", rows)
	}
}
