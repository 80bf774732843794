package alert

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"storywatch/internal/clock"
	"storywatch/store"
)

// smtpTimeout bounds one step of a session with a mail server.
const smtpTimeout = 30 * time.Second

// mailer is the mail channel: one message, one recipient, one session.
type mailer struct {
	to     []recipient
	from   *netmail.Address
	server *url.URL
	tls    string
	clock  clock.Clock
}

func newMailer(e Email, c clock.Clock) (*mailer, error) {
	from, err := netmail.ParseAddress(e.From)
	if err != nil {
		return nil, fmt.Errorf("alerts.email.from %q is no mail address", e.From)
	}
	if e.Server == nil || e.Server.Hostname() == "" {
		return nil, errors.New("alerts.email.smtp names no server: write smtp://user:password@host:587")
	}
	m := &mailer{from: from, server: e.Server, tls: e.TLS, clock: c}
	for _, to := range e.To {
		a, err := netmail.ParseAddress(to)
		if err != nil {
			return nil, fmt.Errorf("alerts.email.to: %q is no mail address", to)
		}
		m.to = append(m.to, recipient{channel: "email", name: a.Address})
	}
	return m, nil
}

func (m *mailer) recipients() []recipient { return m.to }

// send delivers one message in a session of its own.
func (m *mailer) send(ctx context.Context, row *store.MessageRow) error {
	client, err := m.client()
	if err != nil {
		return &undeliverable{channel: true, err: err}
	}
	msg, err := m.message(row)
	if err != nil {
		return &undeliverable{refused: true, err: err}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if msg.IsDelivered() {
		return nil // the server took it, and failed only when told goodbye: to send it again would be twice
	}
	return m.classify(err)
}

func (m *mailer) client() (*mail.Client, error) {
	implicit := m.server.Scheme == "smtps"
	port := 587
	if implicit {
		port = 465
	}
	if p := m.server.Port(); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil {
			return nil, fmt.Errorf("mail server port %q is no number", p)
		}
		port = n
	}
	options := []mail.Option{mail.WithPort(port), mail.WithTimeout(smtpTimeout)}
	switch {
	case implicit:
		options = append(options, mail.WithSSL())
	case m.tls == "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	case m.tls == "opportunistic":
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if m.server.User != nil && m.server.User.Username() != "" {
		password, _ := m.server.User.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.server.User.Username()), mail.WithPassword(password))
	}
	client, err := mail.NewClient(m.server.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("mail server %s: %w", m.server.Host, err)
	}
	return client, nil
}

// message puts a kept message into MIME. Its Message-ID and date are the kept ones: a second attempt is the same mail.
func (m *mailer) message(row *store.MessageRow) (*mail.Msg, error) {
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := msg.FromFormat(m.from.Name, m.from.Address); err != nil {
		return nil, fmt.Errorf("from %s: %w", m.from.Address, err)
	}
	if err := msg.To(row.Recipient); err != nil {
		return nil, fmt.Errorf("to %s: %w", row.Recipient, err)
	}
	msg.Subject(clean(row.Subject))
	msg.SetMessageIDWithValue(strings.Trim(row.MessageID, "<>"))
	msg.SetDateWithValue(row.CreatedAt)
	msg.SetGenHeader(mail.Header("Auto-Submitted"), "auto-generated")
	msg.SetGenHeader(mail.Header("List-Id"), "storywatch <storywatch."+domainOf(m.from.Address)+">")
	msg.SetGenHeader(mail.HeaderXMailer, "storywatch")
	if row.InReplyTo != "" && row.InReplyTo != row.MessageID {
		msg.SetGenHeader(mail.HeaderInReplyTo, row.InReplyTo)
		msg.SetGenHeader(mail.HeaderReferences, row.InReplyTo)
	}
	for name, value := range row.Headers {
		msg.SetGenHeader(mail.Header(textproto.CanonicalMIMEHeaderKey(name)), clean(value))
	}
	msg.SetBodyString(mail.TypeTextPlain, row.Text)
	msg.AddAlternativeString(mail.TypeTextHTML, row.HTML)
	return msg, nil
}

func domainOf(address string) string {
	_, d, _ := strings.Cut(address, "@")
	return d
}

// classify says what a failure means. The library wraps what fails within a mail in SendError; what fails before that
// (connection, TLS, password) means that no other mail will get out either. So does a server that wants nothing from this
// sender: that is mended in the config, and the mail must not be lost meanwhile.
func (m *mailer) classify(err error) error {
	if err == nil {
		return nil
	}
	u := &undeliverable{err: fmt.Errorf("mail server %s: %s", m.server.Host, cut(clean(m.withoutSecret(err.Error())), maxMailError))}
	var send *mail.SendError
	if !errors.As(err, &send) {
		u.channel = true
		return u
	}
	permanent := send.ErrorCode() >= 500
	switch send.Reason {
	case mail.ErrSMTPRcptTo:
		// X.7.X is policy (RFC 3463): "relaying denied", "authentication required". The mailbox may well exist.
		policy := strings.HasPrefix(send.EnhancedStatusCode(), "5.7.")
		u.refused = permanent && !policy
		u.channel = permanent && policy
	case mail.ErrSMTPData, mail.ErrSMTPDataClose:
		u.refused = permanent
	case mail.ErrSMTPMailFrom, mail.ErrConnCheck:
		u.channel = true
	}
	return u
}

// maxMailError is how many code points of a server's complaint are told.
const maxMailError = 300

// withoutSecret keeps the password out of messages, should a server repeat it, plain or as AUTH sends it.
func (m *mailer) withoutSecret(s string) string {
	password, ok := m.server.User.Password()
	if !ok || password == "" {
		return s
	}
	b64 := base64.StdEncoding.EncodeToString
	for _, secret := range []string{b64([]byte("\x00" + m.server.User.Username() + "\x00" + password)), b64([]byte(password)), url.QueryEscape(password), password} {
		s = strings.ReplaceAll(s, secret, "xxxxx")
	}
	return s
}
