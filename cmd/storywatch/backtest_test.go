package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// backtestLines are an archive: a suit that two outlets report, a test flight, and a visit to a bakery.
const backtestLines = `{"id":"a1","source":"Gull","url":"https://gull.example/a1","published":"2031-03-04T08:00:00Z","title":"Norvane sues Port Agency","text":"Norvane sued the Port Agency on Tuesday over the northern pier. The papers fill ninety pages."}
{"id":"a2","source":"Heron","url":"https://heron.example/a2","published":"2031-03-04T19:00:00Z","title":"Ferry line goes to court","text":"The ferry company Norvane filed a lawsuit against the Port Agency on Tuesday. Its ships lie idle."}
{"id":"a3","source":"Gull","url":"https://gull.example/a3","published":"2031-03-05T08:00:00Z","title":"Norvane shows a glider","text":"Norvane completed the test flight of its glider on Wednesday. The Port Agency looked on."}
{"id":"a4","source":"Heron","url":"https://heron.example/a4","published":"2031-03-06T08:00:00Z","title":"A bakery opens","text":"The bakery on the quay opened on Thursday. Bread was sold out by noon."}
`

const backtestConfig = `version: 1
store: beat.db
timezone: UTC
first_run: alert
sources: []
entities:
  - {name: Norvane, kind: company}
  - {name: Port Agency, kind: agency}
topics:
  - {name: port, any: [Norvane, Port Agency]}
`

func newArchive(t *testing.T) *shelf {
	t.Helper()
	s := newShelf(t)
	writeFile(t, filepath.Join(s.dir, "config.yaml"), backtestConfig)
	writeFile(t, filepath.Join(s.dir, "old.jsonl"), backtestLines)
	s.ok(t, "import", filepath.Join(s.dir, "old.jsonl"))
	return s
}

// backtest tries a config: the shelf's with a change.
func (s *shelf) backtest(t *testing.T, old, new string, args ...string) string {
	t.Helper()
	changed := strings.Replace(backtestConfig, old, new, 1)
	if old != "" && changed == backtestConfig {
		t.Fatalf("%q is not in the config", old)
	}
	path := filepath.Join(s.dir, "config.yaml")
	writeFile(t, path, changed)
	defer writeFile(t, path, backtestConfig)
	return s.ok(t, append([]string{"backtest", "--since", "2031-03-01"}, args...)...)
}

func TestBacktestOfTheSameConfigChangesNothing(t *testing.T) {
	room := t.TempDir()
	t.Setenv("TMPDIR", room)
	s := newArchive(t)
	before, err := os.ReadFile(filepath.Join(s.dir, "beat.db"))
	if err != nil {
		t.Fatal(err)
	}
	contains(t, s.backtest(t, "", ""), "mail          1, were 1", "The same alerts")
	contains(t, s.ok(t, "backtest", "--since", "2031-03-01", "--against", filepath.Join(s.dir, "config.yaml")), "mail          1, were 1", "The same alerts")
	after, err := os.ReadFile(filepath.Join(s.dir, "beat.db"))
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("the store was changed")
	}
	if left, err := filepath.Glob(filepath.Join(room, "*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestBacktestOfAnotherConfig(t *testing.T) {
	s := newArchive(t)
	for _, c := range []struct {
		name, old, new string
		says           []string
	}{
		{
			"a type that is never told", "topics:", "developments: {now: [], digest: [], never: [lawsuit]}\ntopics:",
			[]string{"mail          0, were 1", "Lost", "lawsuit (filed) Norvane, Port Agency, a1, Gull", "now: its type is never told"},
		},
		{
			"a type that waits for the digest", "topics:", "developments: {now: [], digest: [lawsuit], never: []}\ntopics:",
			[]string{"digest        1, were 0", "Moved", "mail → digest, lawsuit (filed)"},
		},
		{
			"a type of one's own", "topics:", "developments:\n  types: [{type: test-flight, phrases: [\"test flight of *\"], statuses: [flown], alert: now}]\ntopics:",
			[]string{"mail          2, were 1", "Gained", "mail, test-flight", "a3, Gull", "before: nothing in the article is read as test-flight"},
		},
		{
			"a topic that leaves out the pier", "any: [Norvane, Port Agency]", "any: [glider]",
			[]string{"Lost", "now: the article matches no topic"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			contains(t, s.backtest(t, c.old, c.new), c.says...)
		})
	}
	out := s.backtest(t, "topics:", "developments: {now: [], digest: [], never: [lawsuit]}\ntopics:", "--json")
	contains(t, out, `"what":"lost"`, `"alert":"now"`, `"item_id":"a1"`)
	if n := strings.Count(out, "\n"); n != 1 {
		t.Errorf("%d lines:\n%s", n, out)
	}
}

func TestBacktestSaysWhatIsWrong(t *testing.T) {
	s := newArchive(t)
	for _, c := range []struct {
		code int
		args string
		says string
	}{
		{exitUsage, "backtest --since soon", "neither a date"},
		{exitFailed, "backtest --store " + filepath.Join(s.dir, "none.db"), "--store names the one"},
		{exitUsage, "backtest --against " + filepath.Join(s.dir, "none.yaml"), "none.yaml"},
	} {
		code, _, errs := s.run(strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q; want %d and %q", c.args, code, errs, c.code, c.says)
		}
	}
}

// What a later article is told apart by is replayed with it: a report of what was known before --since is no alert.
func TestBacktestKnowsWhatWasBefore(t *testing.T) {
	s := newArchive(t)
	out := s.ok(t, "backtest", "--since", "2031-03-04T12:00:00Z")
	contains(t, out, "mail          0, were 0", fmt.Sprintf("%d texts", strings.Count(backtestLines, "\n")), "The same alerts")
}

// A trial that cannot be made says why, whatever fails, and leaves nothing behind.
func TestBacktestThatFails(t *testing.T) {
	s := newArchive(t)
	room := filepath.Join(t.TempDir(), "room")
	t.Setenv("TMPDIR", room)
	code, _, errs := s.run("backtest", "--since", "2031-03-01")
	if code != exitFailed || !strings.Contains(errs, "TMPDIR says where") {
		t.Errorf("no room: exit %d, %q", code, errs)
	}
	if err := os.Mkdir(room, 0o755); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(s.dir, "config.yaml"), strings.Replace(backtestConfig, "topics:", "developments: {now: [weather], digest: [], never: []}\ntopics:", 1))
	code, _, errs = s.run("backtest", "--since", "2031-03-01")
	if code != exitUsage || !strings.Contains(errs, "weather") {
		t.Errorf("a type that nobody knows: exit %d, %q", code, errs)
	}
	if left, err := os.ReadDir(room); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
