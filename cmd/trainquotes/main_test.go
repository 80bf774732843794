package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"storywatch/extract/quote"
)

const articles = `{"id":"a","text":"Ada Hale met Bo Lund. “It’s cold,” said Hale. “So it is,” he said.","quotes":[{"start":22,"end":33,"speaker":"Ada Hale"},{"start":45,"end":56,"speaker":"he"}]}
{"id":"b","text":"Bo Lund went home. \"I am tired of piers,\" Lund said.","quotes":[{"start":19,"end":41,"speaker":"Lund"}]}
`

const snippetsYAML = `- name: a case
  text: |-
    Ada Hale met Bo Lund. “It is cold,” said Hale.
  quotes:
    - {words: "It is cold,", speaker: Ada Hale}
`

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// Articles as lines and as snippets are read, weights are written that the program can read, and answers of articles
// that the weights were not fitted to.
func TestRun(t *testing.T) {
	lines, yaml := file(t, "marked.jsonl", articles), file(t, "cases.yaml", snippetsYAML)
	out, answers := filepath.Join(t.TempDir(), "w.txt"), filepath.Join(t.TempDir(), "a.jsonl")
	var said bytes.Buffer
	if err := run([]string{lines, yaml}, 2, out, answers, &said); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"part 1 of 2", "part 2 of 2", "all parts:", "fitted to: "} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not said in:\n%s", want, said.String())
		}
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := quote.ReadWeights(string(raw)); err != nil {
		t.Error(err)
	}
	raw, err = os.ReadFile(answers)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{`"id":"a"`, `"id":"b"`, `"id":"a case"`} {
		if strings.Count(string(raw), id) != 1 {
			t.Errorf("%s is not answered once in %s", id, raw)
		}
	}
}

func TestRunRefuses(t *testing.T) {
	good := file(t, "good.jsonl", articles)
	for name, tc := range map[string]struct {
		files []string
		folds int
		want  string
	}{
		"one part":          {[]string{good}, 1, "-folds 1"},
		"parts below none":  {[]string{good}, -3, "-folds -3"},
		"nothing to read":   {nil, 2, "want files"},
		"nothing to do":     {[]string{good}, 0, "-folds"},
		"no such file":      {[]string{"nowhere.jsonl"}, 2, "nowhere.jsonl"},
		"no JSON":           {[]string{file(t, "bad.jsonl", "{\n")}, 2, "line 1"},
		"beyond the text":   {[]string{file(t, "far.jsonl", `{"text":"ab","quotes":[{"start":0,"end":9}]}`)}, 2, "0 to 9"},
		"words not in it":   {[]string{file(t, "c.yaml", "- {name: x, text: ab, quotes: [{words: cd, speaker: e}]}")}, 2, "cd"},
		"not packed at all": {[]string{file(t, "p.jsonl.gz", "plain")}, 2, "gzip"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(tc.files, tc.folds, "", "", &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}

func TestAnswersWantParts(t *testing.T) {
	err := run([]string{file(t, "good.jsonl", articles)}, 0, filepath.Join(t.TempDir(), "w.txt"), "answers.jsonl", &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "-folds") {
		t.Errorf("got %v, want an error that names -folds", err)
	}
}

func TestSame(t *testing.T) {
	for _, tc := range []struct {
		marked, mention string
		want            bool
	}{
		{"Minister Ada Hale (N-Oslo)", "Hale", true},
		{"Ada Hale", "Minister Ada Hale", true},
		{"Ada Hale", "Bo Hansen", false},
		{"the ministry's lawyers", "lawyers", true},
		{"a spokesman for the port", "a spokesman", true},
		{"a spokesman for the port", "the port", false},
		{"he", "He", true},
		{"he", "Hale", false},
		{"Hale", "he", false},
		{"", "Hale", false},
	} {
		if got := same(tc.marked, tc.mention); got != tc.want {
			t.Errorf("same(%q, %q) = %v", tc.marked, tc.mention, got)
		}
	}
}
