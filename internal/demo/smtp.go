package demo

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// MailServer is an SMTP server on loopback that keeps every mail it accepts. It speaks neither TLS nor AUTH.
type MailServer struct {
	ln   net.Listener
	srv  *smtp.Server
	done chan struct{}

	mu    sync.Mutex
	mails []Mail
	fail  []Failure
	tries int
	came  chan struct{} // closed and renewed at every mail
}

// Mail is one accepted mail.
type Mail struct {
	Raw       []byte // as sent, CRLF line ends
	From      string // of the envelope
	To        []string
	Subject   string // decoded
	MessageID string // with its angle brackets
	Header    mail.Header
	Text      string // the text/plain part, decoded; "" when there is none
	HTML      string // the text/html part, decoded
	Err       error  // why the mail could not be taken apart; nil when it could
}

// Failure is how the server fails one delivery.
type Failure int

// The failures. Each is used up by one delivery.
const (
	FailTemporary Failure = iota + 1 // 451 after the text: try again later
	FailPermanent                    // 550 at RCPT: no such mailbox
	FailDrop                         // the connection is cut after the text, which is not kept
	FailAfterKeep                    // the text is kept, and the connection cut before the answer: the sender cannot know
)

// mailMaxBytes bounds one mail; an alert has some kilobytes.
const mailMaxBytes = 4 << 20

// mailTimeout ends idle connections.
const mailTimeout = 10 * time.Second

// StartMailServer listens on a free port of 127.0.0.1. Close ends it.
func StartMailServer() (*MailServer, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("demo mail server: listen on loopback: %w", err)
	}
	m := &MailServer{ln: ln, done: make(chan struct{}), came: make(chan struct{})}
	m.srv = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &mailSession{server: m, conn: c}, nil
	}))
	m.srv.Domain = "mail.newsroom.example"
	m.srv.MaxMessageBytes, m.srv.MaxRecipients = mailMaxBytes, 100
	m.srv.ReadTimeout, m.srv.WriteTimeout = mailTimeout, mailTimeout
	m.srv.EnableSMTPUTF8 = true
	m.srv.ErrorLog = silent{}
	go func() {
		defer close(m.done)
		m.srv.Serve(ln) // ends with an error when closed, which is what Close wants
	}()
	return m, nil
}

// silent drops the server's log: tests and the demo make connections fail on purpose.
type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// Addr is where the server listens, as host:port.
func (m *MailServer) Addr() string { return m.ln.Addr().String() }

// URL is the address for a config's alerts.email.smtp.
func (m *MailServer) URL() string { return "smtp://" + m.Addr() }

// Close ends the server and its connections.
func (m *MailServer) Close() error {
	err := m.srv.Close()
	m.ln.Close() // the server does not know it yet when Close comes before its goroutine ran
	<-m.done
	return err
}

// Mails lists what was accepted, in order.
func (m *MailServer) Mails() []Mail {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Mail(nil), m.mails...)
}

// Tries counts deliveries that were begun (MAIL FROM), also those that failed.
func (m *MailServer) Tries() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tries
}

// Fail makes the next deliveries fail, one for each failure given, in that order.
func (m *MailServer) Fail(f ...Failure) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = append(m.fail, f...)
}

// Came gives a channel that is closed when the next mail has been accepted.
func (m *MailServer) Came() <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.came
}

func (m *MailServer) keep(mail Mail) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mails = append(m.mails, mail)
	close(m.came)
	m.came = make(chan struct{})
}

// next takes the failure of a delivery that begins.
func (m *MailServer) next() Failure {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tries++
	if len(m.fail) == 0 {
		return 0
	}
	f := m.fail[0]
	m.fail = m.fail[1:]
	return f
}

type mailSession struct {
	server *MailServer
	conn   *smtp.Conn
	from   string
	to     []string
	fail   Failure
}

func (s *mailSession) Reset()        { s.from, s.to, s.fail = "", nil, 0 }
func (s *mailSession) Logout() error { return nil }

func (s *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	s.from, s.fail = from, s.server.next()
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.fail == FailPermanent {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox: " + to}
	}
	s.to = append(s.to, to)
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch s.fail {
	case FailTemporary:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again later"}
	case FailDrop:
		s.conn.Conn().Close()
		return errors.New("connection cut")
	}
	s.server.keep(parseMail(raw, s.from, s.to))
	if s.fail == FailAfterKeep {
		s.conn.Conn().Close()
		return errors.New("connection cut")
	}
	return nil
}

// parseMail takes a mail apart; what it cannot read is left empty and said in Err.
func parseMail(raw []byte, from string, to []string) Mail {
	m := Mail{Raw: raw, From: from, To: append([]string(nil), to...)}
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		m.Err = fmt.Errorf("mail header: %w", err)
		return m
	}
	m.Header = msg.Header
	m.MessageID = msg.Header.Get("Message-ID")
	if m.Subject, err = new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject")); err != nil {
		m.Err = fmt.Errorf("mail subject: %w", err)
		m.Subject = msg.Header.Get("Subject")
	}
	if err := m.readPart(msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Body, 0); err != nil && m.Err == nil {
		m.Err = err
	}
	return m
}

// maxMailDepth bounds nested multiparts: related in alternative in mixed is three.
const maxMailDepth = 5

func (m *Mail) readPart(contentType, encoding string, body io.Reader, depth int) error {
	if contentType == "" {
		contentType = "text/plain"
	}
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return fmt.Errorf("mail part %q: %w", contentType, err)
	}
	if strings.HasPrefix(kind, "multipart/") {
		if depth == maxMailDepth {
			return errors.New("mail: parts nested too deep")
		}
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return fmt.Errorf("mail part: %w", err)
			}
			if err := m.readPart(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth+1); err != nil {
				return err
			}
		}
	}
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("mail part %s: %w", kind, err)
	}
	switch {
	case kind == "text/plain" && m.Text == "":
		m.Text = strings.ReplaceAll(string(text), "\r\n", "\n")
	case kind == "text/html" && m.HTML == "":
		m.HTML = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	return nil
}
