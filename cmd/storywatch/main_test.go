package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"storywatch/internal/clock"
	"storywatch/internal/demo"
	"storywatch/store"
)

// TestMain makes this binary the storywatch program itself for tests that need a second process, or one to kill.
func TestMain(m *testing.M) {
	if os.Getenv(childWorld) != "" {
		os.Exit(child(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// news is the demo's world with a config, a mail server and a clock, as a test uses them.
type news struct {
	t       *testing.T
	world   *demo.World
	mail    *demo.MailServer
	clock   *clock.Manual
	dir     string
	config  string
	offline bool // nothing can be reached
}

// newNews starts a world at its first poll. Every command of the test is run on one config in a folder of its own.
func newNews(t *testing.T) *news {
	t.Helper()
	world, err := demo.New()
	if err != nil {
		t.Fatal(err)
	}
	mail, err := demo.StartMailServer()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mail.Close() })
	_, stop, err := world.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	n := &news{t: t, world: world, mail: mail, clock: clock.NewManual(world.Days()[0]), dir: t.TempDir()}
	n.config = filepath.Join(n.dir, "config.yaml")
	n.write(n.config, world.Config())
	world.SetClock(n.clock.Now)
	n.at(0)
	return n
}

func (n *news) write(file, text string) {
	n.t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		n.t.Fatal(err)
	}
}

// at moves world and clock to a poll of the world.
func (n *news) at(poll int) {
	day := n.world.Days()[poll]
	n.clock.Set(day)
	n.world.SetTime(day)
}

// pass moves both clocks on by d.
func (n *news) pass(d time.Duration) {
	at := n.clock.Now().Add(d)
	n.clock.Set(at)
	n.world.SetTime(at)
}

// result is what a command gave.
type result struct {
	code           int
	stdout, stderr string
}

// run runs one command as main does, on the world's network, clock and environment.
func (n *news) run(args ...string) result {
	n.t.Helper()
	return runApp(n.app(), append(args, "--config", n.config)...)
}

func (n *news) app() *app {
	return &app{
		ctx: n.t.Context(), stdin: strings.NewReader(""), getenv: env(map[string]string{"STORYWATCH_DEMO_SMTP": n.mail.URL()}), clock: n.clock,
		dial: func(ctx context.Context, network, address string, d *net.Dialer) (net.Conn, error) {
			if n.offline {
				host, _, _ := net.SplitHostPort(address)
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			}
			return n.world.Dial(ctx, network, address, d)
		},
	}
}

func runApp(a *app, args ...string) result {
	var stdout, stderr syncBuffer
	a.stdout, a.stderr = &stdout, &stderr
	return result{a.run(args), stdout.String(), stderr.String()}
}

// want runs a command that must end with code.
func (n *news) want(code int, args ...string) result {
	n.t.Helper()
	r := n.run(args...)
	if r.code != code {
		n.t.Fatalf("storywatch %s: exit %d, want %d\n%s%s", strings.Join(args, " "), r.code, code, r.stdout, r.stderr)
	}
	return r
}

func env(vars map[string]string) func(string) (string, bool) {
	return func(k string) (string, bool) {
		v, ok := vars[k]
		return v, ok
	}
}

// syncBuffer takes what several goroutines print.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// contents are everything that a store lists.
type contents struct {
	items  []store.ItemDetail
	quotes []store.QuoteRow
	events []store.EventRow
	dates  []store.DateRow
	awards []store.AwardRow
	copies []store.CopyRow
	byItem map[string]store.ItemDetail // public id → item
}

// look reads a store as a listing command does.
func look(t *testing.T, dir string, c clock.Clock) contents {
	t.Helper()
	ctx := t.Context()
	st, err := store.Open(ctx, filepath.Join(dir, "storywatch.db"), store.Options{ReadOnly: true, Clock: c})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	k := contents{byItem: map[string]store.ItemDetail{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(st.EachItem(ctx, store.Filter{State: "all"}, func(r store.ItemRow) error {
		d, err := st.Item(ctx, r.ID)
		k.items, k.byItem[r.ID] = append(k.items, d), d
		return err
	}))
	must(st.EachQuote(ctx, store.Filter{}, func(r store.QuoteRow) error { k.quotes = append(k.quotes, r); return nil }))
	must(st.EachEvent(ctx, store.Filter{}, func(r store.EventRow) error { k.events = append(k.events, r); return nil }))
	must(st.EachDate(ctx, store.Filter{}, func(r store.DateRow) error { k.dates = append(k.dates, r); return nil }))
	must(st.EachAward(ctx, store.Filter{}, func(r store.AwardRow) error { k.awards = append(k.awards, r); return nil }))
	must(st.EachCopy(ctx, store.Filter{}, func(r store.CopyRow) error { k.copies = append(k.copies, r); return nil }))
	return k
}

// at gives the items at a page of the world.
func (k contents) at(url string) (found []store.ItemDetail) {
	want := store.CanonicalURL(url)
	for _, i := range k.items {
		if store.CanonicalURL(i.URL) == want || i.CanonicalURL == want {
			found = append(found, i)
		}
	}
	return found
}

// discard is a log that nobody reads.
func discard() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// keep leaves only these sources in the config.
func (n *news) keep(names ...string) {
	n.t.Helper()
	head, rest, _ := strings.Cut(n.world.Config(), "\nsources:\n")
	list, tail, _ := strings.Cut(rest, "\nstories:")
	var kept []string
	for _, block := range strings.Split("\n"+list, "\n  - ")[1:] {
		for _, name := range names {
			if strings.Contains(block, "name: "+name) {
				kept = append(kept, "  - "+block)
			}
		}
	}
	if len(kept) != len(names) {
		n.t.Fatalf("%d of the sources %q stand in the world's config", len(kept), names)
	}
	n.write(n.config, head+"\nsources:\n"+strings.Join(kept, "\n")+"\nstories:"+tail)
}
