package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"storywatch/internal/clock"
	"storywatch/store"
)

// A child is this test binary as the storywatch program: TestMain makes it one when childWorld is set.
const (
	childWorld = "STORYWATCH_TEST_WORLD" // host:port of the world on loopback
	childClock = "STORYWATCH_TEST_CLOCK" // where its clock begins, RFC 3339
)

// child is main with the world's network and a clock that stands still but for waiting.
func child(args []string) int {
	start, err := time.Parse(time.RFC3339Nano, os.Getenv(childClock))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.LookupEnv, clock: clock.NewManual(start)}
	a.dial = func(ctx context.Context, network, address string, d *net.Dialer) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil || !strings.HasSuffix(host, ".example") {
			return nil, fmt.Errorf("%q is not of the test's world", address)
		}
		return d.DialContext(ctx, network, os.Getenv(childWorld))
	}
	return a.run(args)
}

// process starts one pass in a process of its own.
func (n *news) process(args ...string) (*exec.Cmd, *syncBuffer) {
	n.t.Helper()
	var said syncBuffer
	cmd := exec.Command(os.Args[0], append(args, "--config", n.config)...)
	cmd.Env = append(os.Environ(), childWorld+"="+n.world.Addr().String(), childClock+"="+n.clock.Now().Format(time.RFC3339Nano), "STORYWATCH_DEMO_SMTP="+n.mail.URL())
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	return cmd, &said
}

// wait lets a pass end. Exit 3 is no failure: some sites of the world fail.
func (n *news) wait(cmd *exec.Cmd, said *syncBuffer) {
	n.t.Helper()
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitSources) {
		n.t.Fatalf("pass at %s: %v\n%s", n.clock.Now(), err, said)
	}
}

// afterLease is how far the clock moves on when a process died, so that nobody waits for its leases: past the worker's
// and the mail's.
const afterLease = 6 * time.Minute

// killedPolls are the polls of the world that the kill test plays: the quiet one, copies, refused pages, an upgrade.
const killedPolls = 5

func TestKilledPassesLoseNothing(t *testing.T) {
	const kills = 30
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, seed))

	calm := newNews(t)
	var took [killedPolls]time.Duration
	for poll := range killedPolls {
		calm.at(poll)
		began := time.Now()
		calm.wait(calm.process("run"))
		took[poll] = time.Since(began)
	}
	calm.morning()

	n := newNews(t)
	sent := sentMail{n: n, counts: map[string]int{}}
	for poll := range killedPolls {
		n.at(poll)
		share := 1.0
		for killed, tries := 0, 0; killed < kills/killedPolls; tries++ {
			came := n.mail.Came()
			cmd, said := n.process("run")
			if poll == 0 || tries > 0 {
				came = nil // the first poll sends nothing
			}
			err := killWhen(cmd, came, time.Duration(random.Float64()*share*float64(took[poll])))
			var exit *exec.ExitError
			switch {
			case errors.As(err, &exit) && !exit.Exited():
				killed++
			case errors.As(err, &exit) && exit.ExitCode() != exitSources:
				t.Fatalf("pass after a kill: %v\n%s", err, said)
			default:
				share *= 0.6 // it was faster: there is less to do now
			}
			n.pass(afterLease)
			sent.check()
		}
		n.wait(n.process("run"))
		sent.check()
	}
	n.morning()
	sent.check()

	got, want := look(t, n.dir, n.clock), look(t, calm.dir, calm.clock)
	if d := difference(got.lines(), want.lines()); d != "" {
		t.Errorf("what is known after %d kills is not what an undisturbed run knows:\n%s", kills, d)
	}
	sent.complete(got)
	for _, e := range got.events {
		if (e.Alert != "") == e.AlertedAt.IsZero() {
			t.Errorf("%s has alert level %q and was told at %s: %s", e.ID, e.Alert, e.AlertedAt, e.Sentence)
		}
	}
	t.Logf("undisturbed passes took %v; %d mails, %d of them repeated by a kill between sending and noting", took, len(n.mail.Mails()), sent.repeated())
}

// killWhen kills a process after a time, or in its first mail when came is given: the server has the mail then, and the
// process has not noted it. It returns how the process ended.
func killWhen(cmd *exec.Cmd, came <-chan struct{}, after time.Duration) error {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	timer := time.NewTimer(after)
	defer timer.Stop()
	late := timer.C
	if came != nil {
		late = nil
	}
	select {
	case err := <-ended:
		return err
	case <-came:
	case <-late:
	}
	cmd.Process.Kill()
	return <-ended
}

// morning is a pass after the last poll of the kill test when every gap is over and the digest has gone out; nothing new
// is published until then.
func (n *news) morning() {
	n.t.Helper()
	n.clock.Set(n.world.Days()[killedPolls-1].Add(11 * time.Hour))
	n.wait(n.process("run"))
}

// sentMail watches over mails across kills.
type sentMail struct {
	n      *news
	counts map[string]int // Message-ID of messages noted as sent → how often the server had it then
}

// messages are what the store says of its messages.
func (s *sentMail) messages() []store.MessageRow {
	s.n.t.Helper()
	file := filepath.Join(s.n.dir, "storywatch.db")
	st, err := store.Open(s.n.t.Context(), file, store.Options{Clock: s.n.clock})
	if err != nil {
		s.n.t.Fatal(err)
	}
	defer st.Close()
	list, err := st.Messages(s.n.t.Context(), 0)
	if err != nil {
		s.n.t.Fatal(err)
	}
	return list
}

func (s *sentMail) had() map[string]int {
	had := map[string]int{}
	for _, m := range s.n.mail.Mails() {
		had[m.MessageID]++
	}
	return had
}

// check fails when a message that was noted as sent was sent again, or was noted and never sent.
func (s *sentMail) check() {
	s.n.t.Helper()
	had := s.had()
	for _, m := range s.messages() {
		if m.State != store.MessageSent {
			continue
		}
		before, known := s.counts[m.MessageID]
		switch {
		case had[m.MessageID] == 0:
			s.n.t.Errorf("%q is noted as sent and never arrived", m.Subject)
		case known && had[m.MessageID] != before:
			s.n.t.Errorf("%q was noted as sent, and sent again", m.Subject)
		}
		s.counts[m.MessageID] = had[m.MessageID]
	}
}

// complete fails when a message or an event is lost, or a repeated mail is not the same mail.
func (s *sentMail) complete(k contents) {
	s.n.t.Helper()
	had, told := s.had(), map[int64]int{}
	for _, m := range s.messages() {
		if m.State != store.MessageSent || had[m.MessageID] == 0 {
			s.n.t.Errorf("%q did not arrive: %s, %d attempts, %s", m.Subject, m.State, m.Attempts, m.Error)
		}
		for _, e := range m.EventIDs {
			told[e]++
		}
	}
	for _, e := range k.events {
		if n := told[e.EventID]; n > 1 || n == 0 && !e.AlertedAt.IsZero() || n == 1 && e.AlertedAt.IsZero() {
			s.n.t.Errorf("%s is in %d messages; told at %s", e.ID, n, e.AlertedAt)
		}
	}
	texts := map[string]string{}
	for _, m := range s.n.mail.Mails() {
		if text, again := texts[m.MessageID]; again && text != m.Subject+m.Text+m.HTML {
			s.n.t.Errorf("%q was repeated with other words", m.Subject)
		}
		texts[m.MessageID] = m.Subject + m.Text + m.HTML
	}
}

// repeated counts mails that came more than once.
func (s *sentMail) repeated() (n int) {
	for _, c := range s.had() {
		n += c - 1
	}
	return n
}
