package alert_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"storywatch/internal/alert"
	"storywatch/internal/demo"
	"storywatch/store"
)

func TestMail(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ada@paper.example"))
	d.reports("Norvane sued the Port Agency over the “north pier” – Käpt’n Holm said so.", docket("HC-1"))
	d.reports("Norvane sued the Port Agency over the south pier.", docket("HC-2"))
	d.deliver(s, 1, 0)
	mails := d.mail.Mails()
	if len(mails) != 1 {
		t.Fatalf("%d mails; what one pass brings of a story is one mail", len(mails))
	}
	m := mails[0]
	if m.Err != nil || m.From != "watch@paper.example" || !slices.Equal(m.To, []string{"ada@paper.example"}) {
		t.Errorf("from %s to %s, %v", m.From, m.To, m.Err)
	}
	if m.Subject != "Saltmarsh Gull reports: lawsuit (filed): Norvane sued the Port Agency over the “north pier” – Käpt’n Holm said so. (+1 more)" {
		t.Errorf("subject %q", m.Subject)
	}
	for name, want := range map[string]string{
		"Content-Type": "multipart/alternative", "List-Id": "storywatch <storywatch.paper.example>", "Auto-Submitted": "auto-generated", "X-Storywatch-Event": "e1 e2",
		"From": `"Storywatch" <watch@paper.example>`, "Date": "Mon, 02 Mar 2026 09:00:00 +0000", "In-Reply-To": "", "References": "",
	} {
		if got := m.Header.Get(name); got != want && !(name == "Content-Type" && strings.HasPrefix(got, want)) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if !strings.HasPrefix(m.MessageID, "<storywatch.") || !strings.HasSuffix(m.MessageID, "@paper.example>") {
		t.Errorf("Message-ID %s", m.MessageID)
	}
	for _, want := range []string{"Norvane sued the Port Agency over the south pier.", "Käpt’n Holm", "storywatch why e1", "Machine-extracted"} {
		if !strings.Contains(m.Text, want) || !strings.Contains(m.HTML, want) {
			t.Errorf("%q does not stand in both parts:\n%s", want, m.Text)
		}
	}
	d.deliver(s, 0, 0)
	// What comes later is the same thread.
	d.pass(time.Hour)
	d.reports("The court dismissed the suit of Norvane against the Port Agency.", func(c *store.Claim) { c.Status, c.Docket = "dismissed", "HC-1" })
	d.deliver(s, 1, 0)
	later := d.mail.Mails()[1]
	if later.Header.Get("In-Reply-To") != m.MessageID || later.Header.Get("References") != m.MessageID || later.MessageID == m.MessageID {
		t.Errorf("in reply to %s, references %s", later.Header.Get("In-Reply-To"), later.Header.Get("References"))
	}
	if !strings.Contains(later.Text, "upgrade: lawsuit (dismissed), before: filed") || !strings.Contains(later.Text, "Known before:") || !strings.Contains(later.Text, "Before: ") {
		t.Errorf("what was known before is not said:\n%s", later.Text)
	}
}

func TestWithdrawalReachesWhoGotIt(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example", "ben@paper.example")
	set.Gap, set.MaxPerDay = 2*time.Hour, 1
	s := d.sender(set)
	award := func(status string, back bool) func(*store.Claim) {
		return func(c *store.Claim) {
			c.Type, c.Status, c.Actors, c.Docket, c.Withdraws = "contract-award", status, []string{"Norvane"}, "QX1234-26-C-0007", back
		}
	}
	d.reports("Norvane was awarded a contract for cranes (QX1234-26-C-0007).", award("awarded", false))
	d.deliver(s, 2, 0)
	d.pass(time.Minute)
	d.reports("CORRECTION: The contract QX1234-26-C-0007 for Norvane was not awarded.", award("withdrawn", true))
	d.deliver(s, 2, 0)
	mails := d.mail.Mails()
	for i := range 2 {
		if mails[2+i].To[0] != mails[i].To[0] || mails[2+i].Header.Get("In-Reply-To") != mails[i].MessageID {
			t.Errorf("%s got it, and %s the withdrawal, in reply to %s", mails[i].To, mails[2+i].To, mails[2+i].Header.Get("In-Reply-To"))
		}
		if !strings.Contains(mails[2+i].Text, "Before: ") || !strings.Contains(strings.Join(strings.Fields(mails[2+i].Text), " "), "Norvane was awarded a contract for cranes") {
			t.Errorf("it does not say what is withdrawn:\n%s", mails[2+i].Text)
		}
	}
}

func TestFailedMailIsTriedAgain(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ada@paper.example"))
	d.reports("Norvane sued the Port Agency.", nil)
	d.mail.Fail(demo.FailTemporary)
	d.deliver(s, 0, 1)
	d.deliver(s, 0, 0) // too early, and no news
	d.pass(5 * time.Minute)
	d.mail.Fail(demo.FailDrop)
	d.deliver(s, 0, 1)
	d.pass(10 * time.Minute)
	d.deliver(s, 1, 0)
	d.pass(24 * time.Hour)
	d.deliver(s, 0, 0)
	if mails := d.mail.Mails(); len(mails) != 1 || mails[0].Header.Get("Date") != "Mon, 02 Mar 2026 09:00:00 +0000" {
		t.Errorf("%d mails; the date is that of the message", len(mails))
	}
}

func TestMailThatWasTakenAndNotNotedIsRecognized(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ada@paper.example"))
	d.reports("Norvane sued the Port Agency.", nil)
	d.mail.Fail(demo.FailAfterKeep)
	d.deliver(s, 0, 1)
	d.pass(time.Hour)
	d.deliver(d.sender(d.byMail("ada@paper.example")), 1, 0) // another process
	mails := d.mail.Mails()
	if len(mails) != 2 || mails[0].MessageID != mails[1].MessageID || mails[0].Header.Get("Date") != mails[1].Header.Get("Date") {
		t.Errorf("%d mails, which must have one Message-ID", len(mails))
	}
}

func TestRefusedRecipientHindersNobody(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ada@paper.example", "ben@paper.example", "cem@paper.example"))
	d.reports("Norvane sued the Port Agency.", nil)
	d.mail.Fail(demo.FailPermanent)
	d.deliver(s, 2, 1)
	if got, want := d.states(), []string{"ada refused", "ben sent", "cem sent"}; !slices.Equal(got, want) {
		t.Errorf("messages are %q, want %q", got, want)
	}
	d.pass(24 * time.Hour)
	d.deliver(s, 0, 0)
}

func TestServerDown(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example", "ben@paper.example")
	s := d.sender(set)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ln.Close() // nobody listens there now
	down := set
	mail := *set.Email
	mail.Server = address(t, "smtp://"+ln.Addr().String())
	down.Email = &mail
	d.reports("Norvane sued the Port Agency.", nil)
	r := d.deliver(d.sender(down), 0, 1)
	if !strings.Contains(r.Problems[0], ln.Addr().String()) {
		t.Errorf("the server is not named: %s", r.Problems[0])
	}
	if got, want := d.states(), []string{"ada pending", "ben pending"}; !slices.Equal(got, want) {
		t.Errorf("messages are %q", got)
	}
	d.pass(5 * time.Minute)
	d.deliver(s, 2, 0)
	d.deliver(s, 0, 0)
}

func TestRecipientThatLeftTheConfig(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ada@paper.example", "ben@paper.example"))
	d.reports("Norvane sued the Port Agency.", nil)
	d.mail.Fail(demo.FailTemporary, demo.FailTemporary)
	d.deliver(s, 0, 2)
	d.pass(time.Hour)
	r := d.deliver(d.sender(d.byMail("ada@paper.example")), 1, 1)
	if !strings.Contains(r.Problems[0], "ben@paper.example") {
		t.Errorf("problem %q", r.Problems[0])
	}
	if got, want := d.states(), []string{"ada sent", "ben refused"}; !slices.Equal(got, want) {
		t.Errorf("messages are %q", got)
	}
}

func TestTwoProcessesAtOnce(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example")
	set.Digest = alert.Digest{At: 12 * 60, Days: map[time.Weekday]bool{time.Monday: true}, WhenEmpty: true}
	first, second := d.sender(set), d.sender(set)
	d.reports("Norvane sued the Port Agency.", nil)
	d.reports("Norvane wrote a letter to the Port Agency.", letter("L-1"))
	d.clock.Set(day0.Add(4 * time.Hour))
	var wg sync.WaitGroup
	for _, s := range []*alert.Sender{first, second, first, second} {
		if s == second { // one Sender serves one goroutine
			wg.Go(func() {
				x, err := alert.New(d.store, set, d.clock)
				if err != nil {
					t.Error(err)
					return
				}
				if r, err := x.Deliver(context.Background()); err != nil || len(r.Problems) > 0 {
					t.Error(r.Problems, err)
				}
			})
		}
	}
	wg.Wait()
	if n := len(d.mail.Mails()); n != 2 {
		t.Errorf("%d mails, want one at once and one digest", n)
	}
}

func TestDigest(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example")
	set.MaxPerDay = 1
	set.Digest = alert.Digest{At: 7*60 + 30, Days: map[time.Weekday]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Friday: true}, WhenEmpty: true}
	s := d.sender(set)
	d.reports("Norvane wrote a letter to the Port Agency.", letter("L-1"))
	d.reports("Norvane sued the Port Agency.", docket("HC-1"))
	d.deliver(s, 1, 0) // the suit; the first digest is tomorrow's
	d.pass(time.Hour)
	d.reports("Norvane sued the Port Agency a second time.", docket("HC-2"))
	if r := d.deliver(s, 0, 0); r.Held != 2 {
		t.Errorf("%d events wait", r.Held)
	}
	d.clock.Set(day0.Add(15*time.Hour + time.Minute)) // midnight
	d.deliver(s, 0, 0)
	d.clock.Set(day0.Add(23 * time.Hour)) // Tuesday 08:00
	plans, err := s.Explain(t.Context())
	if err != nil || len(plans) != 1 || plans[0].Action != alert.Send || len(plans[0].Events) != 2 {
		t.Fatalf("plans %+v, %v", plans, err)
	}
	d.deliver(s, 1, 0)
	m := d.mail.Mails()[1]
	if m.Header.Get("X-Storywatch-Event") != "e1 e3" || m.Subject != "Digest: 2 developments in 1 story, 0 sources read" {
		t.Errorf("%s: %s", m.Subject, m.Header.Get("X-Storywatch-Event"))
	}
	d.deliver(s, 0, 0)
	d.clock.Set(day0.Add(47 * time.Hour)) // Wednesday
	d.deliver(s, 1, 0)
	if m := d.mail.Mails()[2]; m.Subject != "Nothing new, 0 sources read" {
		t.Errorf("an empty digest is %q", m.Subject)
	}
	d.clock.Set(day0.Add(71 * time.Hour)) // Thursday is no day of it
	d.deliver(s, 0, 0)
	set.Digest.WhenEmpty = false
	s = d.sender(set)
	d.clock.Set(day0.Add(95 * time.Hour)) // Friday 08:00: empty, and not wanted
	d.deliver(s, 0, 0)
	d.pass(time.Hour)
	d.reports("Norvane wrote another letter to the Port Agency.", letter("L-2"))
	d.deliver(s, 0, 0) // waits for Monday, although Friday's was never sent
	if r, err := s.DigestNow(t.Context()); err != nil || r.Sent != 1 {
		t.Errorf("asked for: %+v, %v", r, err)
	}
	d.deliver(s, 0, 0)
}

func TestQuietHoursHoldRetries(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example")
	set.Quiet = &alert.Quiet{From: 9*60 + 10, To: 11 * 60}
	s := d.sender(set)
	d.reports("Norvane sued the Port Agency.", nil)
	d.mail.Fail(demo.FailTemporary)
	d.deliver(s, 0, 1)
	d.pass(time.Hour)
	d.deliver(s, 0, 0)
	d.pass(time.Hour)
	d.deliver(s, 1, 0)
}

// strict is a mail server that lets nobody in. It knows a way to ask for a password that needs no TLS (RFC 2195).
type strict struct{ tries *int }

func (s strict) NewSession(*smtp.Conn) (smtp.Session, error) { return s, nil }
func (strict) AuthMechanisms() []string                      { return []string{"CRAM-MD5"} }
func (strict) Reset()                                        {}
func (strict) Logout() error                                 { return nil }
func (strict) Mail(string, *smtp.MailOptions) error          { return errors.New("not without a password") }
func (strict) Rcpt(string, *smtp.RcptOptions) error          { return nil }
func (strict) Data(io.Reader) error                          { return nil }
func (s strict) Auth(string) (sasl.Server, error)            { return s, nil }

func (s strict) Next(response []byte) (challenge []byte, done bool, err error) {
	if len(response) == 0 {
		return []byte("<1.2@mail.paper.example>"), false, nil
	}
	*s.tries++
	return nil, false, &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "wrong password"}
}

func TestWrongPassword(t *testing.T) {
	tries := 0
	server := smtp.NewServer(strict{&tries})
	server.AllowInsecureAuth = true
	server.ErrorLog = nothing{}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); server.Serve(ln) }()
	t.Cleanup(func() { server.Close(); ln.Close(); <-done })

	d := newDesk(t)
	password := "secret-" + rand.Text()
	set := d.byMail("ada@paper.example", "ben@paper.example", "cem@paper.example")
	set.Email.Server = address(t, "smtp://watch:"+password+"@"+ln.Addr().String())
	s := d.sender(set)
	d.reports("Norvane sued the Port Agency.", nil)
	r := d.deliver(s, 0, 1)
	if !strings.Contains(r.Problems[0], "535") || strings.Contains(r.Problems[0], password) {
		t.Errorf("problem: %s", r.Problems[0])
	}
	d.deliver(s, 0, 0)
	if tries != 1 {
		t.Errorf("%d attempts with a wrong password", tries)
	}
	rows, err := d.store.Messages(t.Context(), 0)
	if err != nil || len(rows) != 3 {
		t.Fatal(len(rows), err)
	}
	for _, m := range rows {
		if strings.Contains(m.Error, password) || m.State != store.MessagePending {
			t.Errorf("message to %s is %s: %s", m.Recipient, m.State, m.Error)
		}
	}
}

type nothing struct{}

func (nothing) Printf(string, ...any) {}
func (nothing) Println(...any)        {}

func TestNothingGoesInTheClear(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example")
	set.Email.TLS = "required"
	set.Email.Server = address(t, strings.Replace(d.mail.URL(), "smtp://", "smtp://watch:hunter22@", 1))
	s := d.sender(set)
	d.reports("Norvane sued the Port Agency.", nil)
	r := d.deliver(s, 0, 1)
	if d.mail.Tries() != 0 || !strings.Contains(r.Problems[0], "STARTTLS") {
		t.Errorf("%d deliveries begun: %s", d.mail.Tries(), r.Problems[0])
	}
}

func TestHostileReport(t *testing.T) {
	d := newDesk(t)
	s := d.sender(d.byMail("ada@paper.example"))
	d.reports("Norvane sued\r\nBcc: all@paper.example\r\n\r\n<script>alert(1)</script> \x1b[31m\u202e.", nil)
	d.deliver(s, 1, 0)
	m := d.mail.Mails()[0]
	if m.Header.Get("Bcc") != "" || len(m.To) != 1 || strings.Contains(m.HTML, "<script") || strings.ContainsAny(m.Text+m.HTML+m.Subject, "\x1b\u202e") {
		t.Errorf("the report got through:\n%s", m.Raw)
	}
	head, _, _ := bytes.Cut(m.Raw, []byte("\r\n\r\n"))
	if bytes.Contains(head, []byte("\r\nBcc:")) {
		t.Errorf("a header was added:\n%s", head)
	}
}

func TestTestMessage(t *testing.T) {
	d := newDesk(t)
	r, err := d.sender(d.byMail("ada@paper.example")).Test(t.Context())
	if err != nil || r.Sent != 1 || len(d.states()) != 0 || !strings.Contains(d.mail.Mails()[0].Text, "This is a test message") {
		t.Errorf("%+v, %v, kept %q", r, err, d.states())
	}
}

func TestBadSettings(t *testing.T) {
	d := newDesk(t)
	server := address(t, "smtp://mail.paper.example")
	for name, s := range map[string]alert.Settings{
		"from":    {Email: &alert.Email{From: "watch", To: []string{"ada@paper.example"}, Server: server}},
		"to":      {Email: &alert.Email{From: "watch@paper.example", To: []string{"ada"}, Server: server}},
		"server":  {Email: &alert.Email{From: "watch@paper.example"}},
		"webhook": {Webhook: &alert.Webhook{URL: "/hidden-part"}},
		"secret":  {Webhook: &alert.Webhook{URL: "https://hooks.example/hidden-part", Secret: "whsec_hidden-part"}},
	} {
		if _, err := alert.New(d.store, s, d.clock); err == nil || strings.Contains(err.Error(), "hidden-part") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
