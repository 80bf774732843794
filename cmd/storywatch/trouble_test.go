package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"storywatch/internal/demo"
	"storywatch/store"
)

func TestNoNetwork(t *testing.T) {
	n := newNews(t)
	names := []string{"Meridian Wire", "The Harbor Post", "Signal Yard", "Kestrane"}
	n.keep(names...)
	n.offline = true
	r := n.want(exitSources, "run")
	lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
	if len(lines) != len(names) || r.stdout != "" {
		t.Errorf("%d lines for %d sources:\n%s%s", len(lines), len(names), r.stderr, r.stdout)
	}
	for _, name := range names {
		if !strings.Contains(r.stderr, "storywatch: "+name+": unreachable: http") || !strings.Contains(r.stderr, "no such host") {
			t.Errorf("no clear line for %s:\n%s", name, r.stderr)
		}
	}

	n.pass(2 * time.Hour)
	if r := n.want(exitOK, "run"); r.stderr != "" || r.stdout != "" {
		t.Errorf("what is known to fail is told again: %s%s", r.stdout, r.stderr)
	}
	n.pass(6 * time.Hour)
	if r := n.want(exitSources, "run", "--strict"); strings.Count(r.stderr, "unreachable") != len(names) {
		t.Errorf("--strict does not tell every failure:\n%s", r.stderr)
	}

	n.offline = false
	n.at(1)
	n.pass(24 * time.Hour) // the longest wait after failures
	n.world.SetTime(n.world.Days()[1])
	if r := n.want(exitOK, "run"); r.stderr != "" {
		t.Errorf("the network is back: %s", r.stderr)
	}
	well := newNews(t)
	well.keep(names...)
	well.at(1)
	well.want(exitOK, "run")
	if d := difference(look(t, n.dir, n.clock).lines(), look(t, well.dir, well.clock).lines()); d != "" {
		t.Errorf("something was lost without the network:\n%s", d)
	}
	for _, m := range n.mail.Mails() {
		if m.Header.Get("X-Storywatch-Event") != "" {
			t.Errorf("a source's first good poll alerted: %s", m.Subject)
		}
	}
}

func TestMailServerDown(t *testing.T) {
	n := newNews(t)
	n.want(exitOK, "run")
	n.mail.Close()
	n.at(1)
	r := n.want(exitUndelivered, "run")
	if !strings.Contains(r.stderr, "storywatch: not delivered: email to desk@newsroom.example") || !strings.Contains(r.stderr, "connection refused") {
		t.Errorf("not said what failed:\n%s", r.stderr)
	}
	sent := sentMail{n: n, counts: map[string]int{}}
	pending, explained := 0, 0
	for _, m := range sent.messages() {
		if m.State != store.MessagePending {
			t.Errorf("%q: %s; want it kept", m.Subject, m.State)
		}
		pending++
		if m.Error != "" {
			explained++
		}
	}
	if pending == 0 || explained == 0 {
		t.Fatalf("%d messages are kept, %d of them with their error", pending, explained)
	}

	mail, err := demo.StartMailServer()
	if err != nil {
		t.Fatal(err)
	}
	defer mail.Close()
	n.mail = mail
	n.pass(time.Hour)
	n.want(exitOK, "run")
	n.pass(time.Hour)
	n.want(exitOK, "run")
	if got := len(mail.Mails()); got < pending || sent.repeated() > 0 {
		t.Errorf("%d mails arrived of %d kept, %d twice", got, pending, sent.repeated())
	}
	sent.complete(look(t, n.dir, n.clock))
}

// A mail server that takes a mail and dies before saying so cannot be told from one that did not take it: the mail comes
// again, the same, and can be recognised.
func TestMailServerDiesAfterTakingAMail(t *testing.T) {
	n := newNews(t)
	n.want(exitOK, "run")
	n.at(1)
	n.mail.Fail(demo.FailAfterKeep)
	n.want(exitUndelivered, "run")
	n.pass(time.Hour)
	n.want(exitOK, "run")
	sent := sentMail{n: n, counts: map[string]int{}}
	if sent.repeated() != 1 {
		t.Errorf("%d mails repeated, want 1", sent.repeated())
	}
	sent.complete(look(t, n.dir, n.clock))
}

func TestConfigMistakes(t *testing.T) {
	n := newNews(t)
	good := n.world.Config()
	line := func(text, part string) int {
		before, _, _ := strings.Cut(text, part)
		return strings.Count(before, "\n") + 1
	}
	for name, c := range map[string]struct {
		old, new string // what is written instead
		want     string // in the message
	}{
		"unknown key":         {"timezone: America", "timezoen: America", "timezone"},
		"bad duration":        {"gap: 2s", "gap: 2 sec", "2h30m"},
		"bad address":         {"http://greenspade.example/rss", "greenspade example", "http"},
		"same name twice":     {"name: Green Spade", "name: Signal Yard", "Signal Yard"},
		"unknown entity":      {"of: [Kestrane, Obrium]}", "of: [Kestrane, Obriun]}", "Obrium"},
		"unknown kind":        {"kind: sitemap", "kind: sitemaps", "sitemap"},
		"unknown zone":        {"timezone: America/New_York", "timezone: America/New_Yrok", "New_Yrok"},
		"variable is not set": {"${STORYWATCH_DEMO_SMTP}", "${STORYWATCH_OTHER_SMTP}", "STORYWATCH_OTHER_SMTP"},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Count(good, c.old) != 1 {
				t.Fatalf("%q stands %d times in the world's config", c.old, strings.Count(good, c.old))
			}
			bad := strings.Replace(good, c.old, c.new, 1)
			n.write(n.config, bad)
			for _, command := range []string{"run", "check"} {
				r := n.run(command)
				first, rest, _ := strings.Cut(r.stderr, "\n")
				place := "storywatch: " + n.config + ":" + strconv.Itoa(line(bad, c.new)) + ":"
				if r.code != exitUsage || !strings.HasPrefix(first, place) && name != "same name twice" {
					t.Errorf("%s: exit %d, want %d at %s\n%s", command, r.code, exitUsage, place, r.stderr)
				}
				if !strings.Contains(r.stderr, c.want) || !strings.Contains(rest, "^") {
					t.Errorf("%s: the message does not name %q, or points nowhere:\n%s", command, c.want, r.stderr)
				}
			}
			if _, err := os.Stat(filepath.Join(n.dir, "storywatch.db")); err == nil {
				t.Error("a wrong config made a store")
			}
		})
	}
}

func TestNoConfig(t *testing.T) {
	n := newNews(t)
	n.config = filepath.Join(n.dir, "none.yaml")
	if r := n.want(exitUsage, "run"); !strings.Contains(r.stderr, "storywatch init") {
		t.Errorf("not said how to get one: %s", r.stderr)
	}
}

func TestCommandLineMistakes(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"quotse"}, `did you mean "quotes"?`},
		{[]string{"developmnts"}, `did you mean "developments"?`},
		{[]string{"run", "--strickt"}, `did you mean "--strict"?`},
		{[]string{"quotes", "--speeker", "Noor"}, `did you mean "--speaker"?`},
		{[]string{"send", "--test", "--digest"}, "--test"},
		{[]string{"run", "--timeout", "soon"}, "soon"},
		{[]string{"export", "qoutes"}, `did you mean "quotes"?`},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			n := newNews(t)
			r := runApp(n.app(), c.args...)
			if r.code != exitUsage || !strings.Contains(r.stderr, c.want) || r.stdout != "" {
				t.Errorf("exit %d, want %d and %q:\n%s%s", r.code, exitUsage, c.want, r.stderr, r.stdout)
			}
		})
	}
}

func TestDamagedStore(t *testing.T) {
	n := newNews(t)
	file := filepath.Join(n.dir, "storywatch.db")
	n.write(file, strings.Repeat("no database at all\n", 500))
	for _, args := range [][]string{{"run"}, {"quotes"}, {"export", "items"}} {
		r := n.want(exitStore, args...)
		if !strings.Contains(r.stderr, file) {
			t.Errorf("not said which file: %s", r.stderr)
		}
	}
	if kept, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(kept), "no database at all") {
		t.Errorf("what was there was overwritten: %v", err)
	}
}

func TestStoreOfANewerVersion(t *testing.T) {
	n := newNews(t)
	n.keep("Signal Yard")
	n.want(exitOK, "run")
	db, err := sql.Open("sqlite", filepath.Join(n.dir, "storywatch.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, args := range [][]string{{"run"}, {"items"}} {
		if r := n.want(exitStore, args...); !strings.Contains(r.stderr, "newer") {
			t.Errorf("not said what is wrong: %s", r.stderr)
		}
	}
}
