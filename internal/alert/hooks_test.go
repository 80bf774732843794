package alert_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/internal/alert"
)

// receiver is a webhook's receiver that answers with one status after another, the last one for ever.
type receiver struct {
	*httptest.Server
	answers []int
	calls   []http.Header
	bodies  []string
}

func newReceiver(t testing.TB, answers ...int) *receiver {
	r := &receiver{answers: answers}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		b, _ := io.ReadAll(q.Body)
		r.calls, r.bodies = append(r.calls, q.Header.Clone()), append(r.bodies, string(b))
		status := r.answers[min(len(r.calls), len(r.answers))-1]
		if status/100 == 3 {
			w.Header().Set("Location", "/elsewhere")
		}
		w.WriteHeader(status)
		io.WriteString(w, "cannot POST "+q.URL.Path)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) settings(shape, secret string) alert.Settings {
	return alert.Settings{Webhook: &alert.Webhook{URL: r.URL + "/services/T0SECRET99", Secret: secret, Shape: shape}}
}

func TestWebhookShapes(t *testing.T) {
	tests := []struct {
		shape, contentType string
		check              func(t *testing.T, h http.Header, body string)
	}{
		{"json", "application/json", func(t *testing.T, _ http.Header, body string) {
			var p struct {
				Type, Subject, Text string
				MessageID           string   `json:"message_id"`
				Story               string   `json:"story_id"`
				Events              []string `json:"event_ids"`
				CreatedAt           string   `json:"created_at"`
			}
			if err := json.Unmarshal([]byte(body), &p); err != nil {
				t.Fatal(err)
			}
			if p.Type != "storywatch.now" || !strings.Contains(p.Subject, "Norvane") || !strings.Contains(p.Text, "Norvane") || p.Story != "s1" ||
				!slices.Equal(p.Events, []string{"e1"}) || p.CreatedAt != "2026-03-02T09:00:00Z" || p.MessageID == "" {
				t.Errorf("%+v", p)
			}
		}},
		{"slack", "application/json", func(t *testing.T, _ http.Header, body string) {
			var p struct{ Text string }
			if err := json.Unmarshal([]byte(body), &p); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(p.Text, "Norvane") || strings.Contains(p.Text, "<!channel>") || !strings.Contains(p.Text, "&lt;!channel&gt;") {
				t.Errorf("a page can call the channel:\n%s", p.Text)
			}
		}},
		{"ntfy", "text/plain; charset=utf-8", func(t *testing.T, h http.Header, body string) {
			if !strings.HasPrefix(h.Get("Title"), "=?utf-8?q?Saltmarsh_Gull_reports") || !strings.Contains(body, "Norvane") {
				t.Errorf("title %q, body %q", h.Get("Title"), body)
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.shape, func(t *testing.T) {
			d, r := newDesk(t), newReceiver(t, 204)
			s := d.sender(r.settings(tt.shape, ""))
			d.reports("Norvane <!channel> sued the Port Agency.", nil)
			d.deliver(s, 1, 0)
			if len(r.calls) != 1 || r.calls[0].Get("Content-Type") != tt.contentType || r.calls[0].Get("Webhook-Signature") != "" {
				t.Fatalf("calls %v", r.calls)
			}
			tt.check(t, r.calls[0], r.bodies[0])
		})
	}
}

func TestWebhookSignature(t *testing.T) {
	raw := []byte("\x00\x01 key of twenty-four b")
	for secret, key := range map[string][]byte{"whsec_" + base64.StdEncoding.EncodeToString(raw): raw, "plain words": []byte("plain words")} {
		d, r := newDesk(t), newReceiver(t, 200)
		s := d.sender(r.settings("json", secret))
		d.reports("Norvane sued the Port Agency.", nil)
		d.deliver(s, 1, 0)
		h := r.calls[0]
		id, at := h.Get("Webhook-Id"), h.Get("Webhook-Timestamp")
		mac := hmac.New(sha256.New, key)
		io.WriteString(mac, id+"."+at+"."+r.bodies[0])
		if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); h.Get("Webhook-Signature") != want || at != "1772442000" || id == "" || strings.Contains(id, ".") {
			t.Errorf("id %s at %s signed %s, want %s", id, at, h.Get("Webhook-Signature"), want)
		}
	}
}

func TestWebhookAnswers(t *testing.T) {
	tests := []struct {
		name    string
		answers []int
		state   string
		says    string
		later   int // sent by a delivery an hour later
	}{
		{"a failure is tried again", []int{500, 200}, "pending", "500", 1},
		{"so is a wrong key", []int{401, 200}, "pending", "401", 1},
		{"and a message that it does not like", []int{422, 200}, "pending", "422", 1},
		{"gone is for good", []int{410}, "refused", "gone (410)", 0},
		{"a redirect is not followed", []int{307, 200}, "pending", "redirects are not followed", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, r := newDesk(t), newReceiver(t, tt.answers...)
			s := d.sender(r.settings("json", ""))
			d.reports("Norvane sued the Port Agency.", nil)
			result := d.deliver(s, 0, 1)
			if p := result.Problems[0]; !strings.Contains(p, tt.says) || strings.Contains(p, "T0SECRET99") {
				t.Errorf("problem %q", p)
			}
			if got := d.states(); len(got) != 1 || !strings.HasSuffix(got[0], tt.state) || strings.Contains(got[0], "T0SECRET99") {
				t.Errorf("messages are %q", got)
			}
			if len(r.calls) != 1 {
				t.Errorf("%d calls", len(r.calls))
			}
			d.pass(time.Hour)
			d.deliver(s, tt.later, 0)
		})
	}
}

func TestWebhookThatIsDown(t *testing.T) {
	d, r := newDesk(t), newReceiver(t, 200)
	r.Close()
	s := d.sender(r.settings("json", ""))
	d.reports("Norvane sued the Port Agency.", docket("HC-1"))
	if p := d.deliver(s, 0, 1).Problems[0]; strings.Contains(p, "T0SECRET99") {
		t.Errorf("the address is told: %s", p)
	}
}

// TestMain lets this program stand in for the user's command.
func TestMain(m *testing.M) {
	if out := os.Getenv("ALERT_TEST_COMMAND"); out != "" {
		os.Exit(commandOfTheUser(out))
	}
	os.Exit(m.Run())
}

func commandOfTheUser(out string) int {
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		return 9
	}
	os.WriteFile(out, append([]byte(strings.Join(os.Args[1:], "|")+"\n"), in...), 0o600)
	if slices.Contains(os.Args, "fail") {
		os.Stderr.WriteString("chat \x1b[31mis closed\n")
		return 3
	}
	return 0
}

func TestCommand(t *testing.T) {
	d := newDesk(t)
	out := filepath.Join(t.TempDir(), "out")
	t.Setenv("ALERT_TEST_COMMAND", out)
	s := d.sender(alert.Settings{Exec: []string{os.Args[0], "$HOME; echo", "*"}})
	d.reports("Norvane sued the Port Agency.", nil)
	d.deliver(s, 1, 0)
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	args, in, _ := strings.Cut(string(got), "\n")
	if args != "$HOME; echo|*" {
		t.Errorf("a shell saw the arguments: %q", args)
	}
	var p map[string]any
	if err := json.Unmarshal([]byte(in), &p); err != nil || p["type"] != "storywatch.now" {
		t.Errorf("%v: %s", err, in)
	}
}

func TestCommandThatFails(t *testing.T) {
	d := newDesk(t)
	t.Setenv("ALERT_TEST_COMMAND", filepath.Join(t.TempDir(), "out"))
	s := d.sender(alert.Settings{Exec: []string{os.Args[0], "fail"}})
	d.reports("Norvane sued the Port Agency.", nil)
	p := d.deliver(s, 0, 1).Problems[0]
	if !strings.HasSuffix(p, "exit status 3: chat [31mis closed") {
		t.Errorf("problem %q", p)
	}
	if got := d.states(); len(got) != 1 || !strings.HasSuffix(got[0], "pending") {
		t.Errorf("messages are %q", got)
	}
}
