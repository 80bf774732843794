package demo_test

import (
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"net/textproto"
	"strings"
	"sync"
	"testing"

	"storywatch/internal/demo"
)

func mailServer(t *testing.T) *demo.MailServer {
	t.Helper()
	m, err := demo.StartMailServer()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

const alternative = "From: storywatch@newsroom.example\r\nTo: desk@newsroom.example\r\nMessage-ID: <e1@newsroom.example>\r\n" +
	"Subject: =?utf-8?q?The_Harbor_Post_reports:_=E2=80=9Cno=E2=80=9D?=\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/alternative; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E2=80=9CNo,=E2=80=9D sh=\r\ne said.\r\n" +
	"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+Tm88L3A+\r\n--b--\r\n"

func send(m *demo.MailServer, text string) error {
	return smtp.SendMail(m.Addr(), nil, "storywatch@newsroom.example", []string{"desk@newsroom.example", "night@newsroom.example"}, []byte(text))
}

func TestMailServerKeepsMail(t *testing.T) {
	m := mailServer(t)
	came := m.Came()
	if err := send(m, alternative); err != nil {
		t.Fatal(err)
	}
	<-came
	mails := m.Mails()
	if len(mails) != 1 || m.Tries() != 1 {
		t.Fatalf("%d mails of %d tries, want 1 of 1", len(mails), m.Tries())
	}
	got := mails[0]
	for _, c := range []struct{ what, got, want string }{
		{"error", fmt.Sprint(got.Err), "<nil>"},
		{"subject", got.Subject, "The Harbor Post reports: “no”"},
		{"message id", got.MessageID, "<e1@newsroom.example>"},
		{"from", got.From, "storywatch@newsroom.example"},
		{"to", strings.Join(got.To, " "), "desk@newsroom.example night@newsroom.example"},
		{"text", got.Text, "“No,” she said."},
		{"html", got.HTML, "<p>No</p>"},
		{"raw", string(got.Raw), alternative},
	} {
		if c.got != c.want {
			t.Errorf("%s = %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestMailServerFailsAsTold(t *testing.T) {
	for _, c := range []struct {
		name string
		fail demo.Failure
		code int // of the SMTP answer; 0 when the connection is cut
		kept int
	}{
		{"temporary", demo.FailTemporary, 451, 0},
		{"permanent", demo.FailPermanent, 550, 0},
		{"dropped", demo.FailDrop, 0, 0},
		{"dropped after it was kept", demo.FailAfterKeep, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := mailServer(t)
			m.Fail(c.fail)
			err := send(m, alternative)
			if err == nil {
				t.Fatal("no error")
			}
			var answer *textproto.Error
			if code := 0; errors.As(err, &answer) {
				if code = answer.Code; code != c.code {
					t.Errorf("code %d, want %d", code, c.code)
				}
			} else if c.code != 0 {
				t.Errorf("%v, want an answer of %d", err, c.code)
			}
			if n := len(m.Mails()); n != c.kept {
				t.Errorf("%d mails kept, want %d", n, c.kept)
			}
			if err := send(m, alternative); err != nil {
				t.Errorf("the next delivery: %v", err)
			}
		})
	}
}

func TestMailServerSurvivesJunk(t *testing.T) {
	m := mailServer(t)
	for _, text := range []string{"no header at all", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nhalf", "Content-Type: ;;\r\n\r\nx", "Subject: =?klingon?q?x?=\r\n\r\nx"} {
		if err := send(m, text); err != nil {
			t.Fatal(err)
		}
	}
	for i, mail := range m.Mails() {
		if mail.Err == nil || len(mail.Raw) == 0 {
			t.Errorf("mail %d: Err = %v, %d bytes; want an error and the bytes", i, mail.Err, len(mail.Raw))
		}
	}
}

func TestMailServerTakesManyAtOnce(t *testing.T) {
	m := mailServer(t)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if err := send(m, alternative); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := len(m.Mails()); n != 20 {
		t.Errorf("%d mails, want 20", n)
	}
}

func TestMailServerCloses(t *testing.T) {
	m, err := demo.StartMailServer()
	if err != nil {
		t.Fatal(err)
	}
	addr := strings.TrimPrefix(m.URL(), "smtp://")
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if c, err := net.Dial("tcp", addr); err == nil {
		c.Close()
		t.Error("connected to a closed server")
	}
}
