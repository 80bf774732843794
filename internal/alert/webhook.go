package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"storywatch/internal/clock"
	"storywatch/store"
)

const (
	// hookTimeout bounds one call. Receivers that do work before they answer should not.
	hookTimeout = 20 * time.Second
	// maxAnswer is how many bytes of an answer are read: it is only shown when the call failed.
	maxAnswer = 2 << 10
	// maxQuoted is how many code points of an answer stand in an error.
	maxQuoted = 200
)

// hook is the webhook channel. Its address comes from the config, so it may be a private one.
type hook struct {
	Webhook
	url    *url.URL
	key    []byte // nil: not signed
	client *http.Client
	clock  clock.Clock
}

func newHook(w Webhook, c clock.Clock) (*hook, error) {
	u, err := url.Parse(w.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("alerts.webhook.url is no web address: write https://host/path") // it may be a secret: not shown
	}
	key := []byte(w.Secret)
	if enc, ok := strings.CutPrefix(w.Secret, "whsec_"); ok {
		if key, err = base64.StdEncoding.DecodeString(enc); err != nil {
			return nil, errors.New("alerts.webhook.secret begins with whsec_, so base64 must follow; it does not")
		}
	}
	client := &http.Client{Timeout: hookTimeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &hook{Webhook: w, url: u, key: key, client: client, clock: c}, nil
}

// recipients names the host only: the rest of the address is often the secret.
func (h *hook) recipients() []recipient { return []recipient{{channel: "webhook", name: h.url.Host}} }

func (h *hook) send(ctx context.Context, m *store.MessageRow) error {
	content, contentType, err := body(h.Shape, m)
	if err != nil {
		return &undeliverable{refused: true, err: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(content))
	if err != nil {
		return &undeliverable{channel: true, err: errors.New(h.withoutSecret(err.Error()))}
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("User-Agent", "storywatch/1.0")
	if h.Shape == "ntfy" {
		req.Header.Set("Title", mime.QEncoding.Encode("utf-8", clean(m.Subject)))
	}
	if len(h.key) > 0 {
		h.sign(req, m.MessageID, content)
	}
	res, err := h.client.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // the address may be a secret
		}
		return &undeliverable{channel: true, err: errors.New(h.withoutSecret(err.Error()))}
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	return h.classify(res.StatusCode, string(answer))
}

// classify says what an answer means. Only "gone" is for good: any other may be a mistake on either side that somebody mends.
func (h *hook) classify(status int, answer string) error {
	if status >= 200 && status < 300 {
		return nil
	}
	u := &undeliverable{channel: true, err: fmt.Errorf("answered %d", status)}
	switch {
	case status == http.StatusGone:
		return &undeliverable{refused: true, err: errors.New("the receiver is gone (410)")}
	case status < 400:
		u.err = fmt.Errorf("answered %d: redirects are not followed, write the final address", status)
		return u
	case status == http.StatusBadRequest, status == http.StatusRequestEntityTooLarge, status == http.StatusUnprocessableEntity:
		u.channel = false // about this message
	}
	if answer = cut(clean(h.withoutSecret(answer)), maxQuoted); answer != "" {
		u.err = fmt.Errorf("answered %d: %s", status, answer)
	}
	return u
}

// shortestSecret is from how many bytes on a part of the address may be a key; shorter ones are words like "hooks".
const shortestSecret = 8

// withoutSecret keeps the parts of the address that may be a key, and the secret, out of what is told: many servers repeat
// the path they did not find.
func (h *hook) withoutSecret(s string) string {
	parts := []string{h.URL, h.url.RequestURI(), h.url.EscapedPath(), h.url.Path, h.url.RawQuery, h.Secret}
	parts = append(parts, strings.FieldsFunc(h.url.RequestURI()+"/"+h.url.Path, func(r rune) bool { return strings.ContainsRune("/?&=", r) })...)
	if password, ok := h.url.User.Password(); ok {
		parts = append(parts, password)
	}
	for _, p := range parts {
		if len(p) >= shortestSecret {
			s = strings.ReplaceAll(s, p, "xxxxx")
		}
	}
	return s
}

// sign adds the headers of the Standard Webhooks specification 1.0: HMAC-SHA256 over id, time and body, joined with full
// stops. A secret that begins with whsec_ is base64, as the specification writes them; any other is taken as it is.
func (h *hook) sign(req *http.Request, messageID string, content []byte) {
	id, _, _ := strings.Cut(strings.Trim(messageID, "<>"), "@")
	id = strings.ReplaceAll(id, ".", "_") // or the parts that are signed could be read in two ways
	at := strconv.FormatInt(h.clock.Now().Unix(), 10)
	mac := hmac.New(sha256.New, h.key)
	fmt.Fprintf(mac, "%s.%s.", id, at)
	mac.Write(content)
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}
