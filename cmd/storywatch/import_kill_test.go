package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"storywatch/internal/worker"
	"storywatch/store"
)

// backLines are documents of an archive, each a text of its own.
func backLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"old-%03d","url":"https://gull.example/%d","source":"Gull %d","title":"Norvane and the Port Agency, part %d","published":"2031-02-%02dT08:%02d:00Z",`+
			`"text":"Norvane sued the Port Agency on Tuesday over pier %d. “We asked %d times and were told nothing,” said Ilse Marrow, who runs the company. Berth %d stays shut."}`+"\n",
			i, i, i%3, i, 1+i/30, i%30, i/8, i/4+2, i)
	}
	return b.String()
}

// An import that was killed with half of its work written goes on when it is started again, to the same end as one that
// nobody killed.
func TestAKilledImportResumes(t *testing.T) {
	const documents = 3 * worker.DefaultImportBatch
	file := backLines(documents)
	exports := func(s *shelf) (all string) {
		for _, what := range []string{"items", "quotes", "developments"} {
			all += s.ok(t, "export", what)
		}
		return all
	}
	whole := newShelf(t)
	writeFile(t, filepath.Join(whole.dir, "old.jsonl"), file)
	whole.ok(t, "import", filepath.Join(whole.dir, "old.jsonl"))

	s := newShelf(t)
	writeFile(t, filepath.Join(s.dir, "old.jsonl"), file)
	cmd := exec.Command(os.Args[0], "import", "-", "--config", filepath.Join(s.dir, "config.yaml"))
	cmd.Env = append(os.Environ(), childWorld+"=127.0.0.1:1", childClock+"="+s.now.Format(time.RFC3339Nano))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// The rest never comes: the child waits for it with a batch written and more in hand.
	if _, err := io.WriteString(in, strings.Join(strings.SplitAfter(file, "\n")[:documents/2], "")); err != nil {
		t.Error(err)
	}
	written := 0
	for deadline := time.Now().Add(30 * time.Second); written == 0 && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		written = countItems(t, s)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if cmd.Wait() == nil || written == 0 || written >= documents/2 {
		t.Fatalf("%d documents were written when it was killed", written)
	}
	contains(t, s.ok(t, "import", filepath.Join(s.dir, "old.jsonl")), fmt.Sprintf("%d unchanged", written))
	if got, want := exports(s), exports(whole); got != want {
		t.Errorf("after the kill:\n%s\nwithout one:\n%s", got, want)
	}
}

// countItems is 0 while there is no store that can be read.
func countItems(t *testing.T, s *shelf) (n int) {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(s.dir, "beat.db"), store.Options{ReadOnly: true})
	if err != nil {
		return 0
	}
	defer st.Close()
	_ = st.EachItem(t.Context(), store.Filter{}, func(store.ItemRow) error { n++; return nil })
	return n
}
