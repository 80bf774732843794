package main

import (
	"os"
	"path/filepath"
	"testing"

	"storywatch/store"
)

// Bytes are dropped after fetch.keep_bodies; texts and hashes stay.
func TestRunDropsOldBytes(t *testing.T) {
	s := newShelf(t)
	config := "version: 1\nstore: beat.db\nfetch: {keep_bodies: 30d}\nsources: []\n"
	if err := os.WriteFile(filepath.Join(s.dir, "config.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	st := s.open(t)
	plain := shelfDocument("doc-9", 1, "Harbor cake recipe", "Cake needs flour, eggs and patience.")
	plain.Body = &store.Body{Bytes: []byte("<html>cake</html>"), ContentType: "text/html", URL: plain.URL, FetchedAt: plain.SeenAt}
	if _, err := st.Record(t.Context(), nil, plain, nil); err != nil {
		t.Fatal(err)
	}
	st.Close()

	s.now = shelfDay.AddDate(0, 0, 20)
	s.ok(t, "run")
	contains(t, s.ok(t, "show", "doc-9", "--raw"), "cake</html>")

	s.now = shelfDay.AddDate(0, 0, 40)
	s.ok(t, "run")
	if code, _, errs := s.run("show", "doc-9", "--raw"); code != exitFailed {
		t.Errorf("exit %d, %s: the bytes are still there", code, errs)
	}
	contains(t, s.ok(t, "show", "doc-9"), "Cake needs flour", "SHA-256")
}
