package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
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
)

// hook is the webhook channel. Its address comes from the config, so it may be a private one.
type hook struct {
	Webhook
	client *http.Client
	clock  clock.Clock
}

func newHook(w Webhook, c clock.Clock) *hook {
	client := &http.Client{Timeout: hookTimeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &hook{Webhook: w, client: client, clock: c}
}

// recipients names the host only: the rest of the address is often the secret.
func (h *hook) recipients() []recipient {
	name := "webhook"
	if u, err := url.Parse(h.URL); err == nil {
		name = u.Host
	}
	return []recipient{{channel: "webhook", name: name}}
}

func (h *hook) send(ctx context.Context, m *store.MessageRow) error {
	content, contentType, err := body(h.Shape, m)
	if err != nil {
		return &undeliverable{refused: true, err: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(content))
	if err != nil {
		return &undeliverable{channel: true, err: fmt.Errorf("webhook address: %w", err)}
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("User-Agent", "storywatch/1.0")
	if h.Shape == "ntfy" {
		req.Header.Set("Title", mime.QEncoding.Encode("utf-8", m.Subject))
	}
	if h.Secret != "" {
		h.sign(req, m.MessageID, content)
	}
	res, err := h.client.Do(req)
	if err != nil {
		if u, ok := err.(*url.Error); ok {
			err = u.Err // the address may be a secret
		}
		return &undeliverable{channel: true, err: err}
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	switch {
	case res.StatusCode < 300:
		return nil
	case res.StatusCode == http.StatusGone:
		return &undeliverable{refused: true, err: fmt.Errorf("the receiver is gone (410)")}
	}
	return &undeliverable{channel: res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests, err: fmt.Errorf("answered %d: %s", res.StatusCode, cut(clean(string(answer)), 200))}
}

// sign adds the headers of the Standard Webhooks specification 1.0: HMAC-SHA256 over id, time and body. A secret that begins with
// whsec_ is base64, as the specification writes them; any other is taken as it is.
func (h *hook) sign(req *http.Request, id string, content []byte) {
	id = strings.Trim(id, "<>")
	at := strconv.FormatInt(h.clock.Now().Unix(), 10)
	key := []byte(h.Secret)
	if enc, ok := strings.CutPrefix(h.Secret, "whsec_"); ok {
		if k, err := base64.StdEncoding.DecodeString(enc); err == nil {
			key = k
		}
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, at)
	mac.Write(content)
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}
