package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A server's answer is quoted in messages about it; it must not steer the terminal, nor the mail that cron makes of stderr.
func TestAnswersInMessagesAreHarmless(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/feed":
			fmt.Fprint(w, "\x1b[2Jthis is no feed\n")
		case "/list":
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>T</title><item><title>Port &#x202e;sues</title><link>http://%s/page</link></item></channel></rss>`, r.Host)
		default:
			fmt.Fprint(w, "<html><head><title>Port &#x202e;sues &#x9b;31m builder</title></head><body><article><p>The port sued.</p></article></body></html>")
		}
	}))
	defer server.Close()
	s := newShelf(t)
	config := fmt.Sprintf("version: 1\nstore: beat.db\nfetch: {allow_addresses: [127.0.0.0/8]}\nsources:\n  - {name: Evil, url: \"%s/feed\"}\n  - {name: List, url: \"%s/list\"}\n", server.URL, server.URL)
	if err := os.WriteFile(filepath.Join(s.dir, "config.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"check", "run", "run --strict", "sources", "parse " + filepath.Join(s.dir, "config.yaml")} {
		code, out, errs := s.run(strings.Fields(args)...)
		if code == exitOK && args != "sources" {
			t.Errorf("%s: nothing failed: %s%s", args, out, errs)
		}
		if said := out + errs; !strings.Contains(said, "feed") || strings.ContainsAny(said, "\x1b\u009b\u202e") {
			t.Errorf("%s says %q", args, said)
		}
	}
}
