package alert

import (
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"testing"
)

// Servers repeat what they were told. A password, and an address that is one, must not come back in an error.
func TestSecretsAreNotRepeated(t *testing.T) {
	const password = "tide table"
	plain := base64.StdEncoding.EncodeToString([]byte("\x00watch\x00" + password))
	m := &mailer{server: &url.URL{Scheme: "smtp", User: url.UserPassword("watch", password), Host: "mail.example"}}
	for _, said := range []string{password, plain, base64.StdEncoding.EncodeToString([]byte(password)), url.QueryEscape(password)} {
		err := m.classify(errors.New("535 no:\r\n " + said))
		if strings.Contains(err.Error(), said) || !strings.HasPrefix(err.Error(), "mail server mail.example: 535 no: xxxxx") {
			t.Errorf("%q comes back: %s", said, err)
		}
	}
	h, err := newHook(Webhook{URL: "https://ada:password1@hooks.example/services/T0SECRET99/abc?token=0123456789", Secret: "signing-key"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{"T0SECRET99", "/services/T0SECRET99/abc", "0123456789", "password1", "signing-key", h.URL} {
		if err := h.classify(404, "cannot POST "+said); strings.Contains(err.Error(), said) {
			t.Errorf("%q comes back: %s", said, err)
		}
	}
}
