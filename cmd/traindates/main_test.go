package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"storywatch/extract/page"
)

// folder is one with a zip file of the given files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "pages.zip"))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func pages(t *testing.T) string {
	files := map[string]string{}
	var gold strings.Builder
	for i := range 12 {
		name := fmt.Sprintf("%04d.html", i)
		files[name] = fmt.Sprintf(`<html><head><meta property="article:published_time" content="2031-03-%02d"></head><body><h1>Pilots strike again</h1><p>They do.</p></body></html>`, i+1)
		fmt.Fprintf(&gold, `{"url":"https://s%d.example/a","date":"2031-03-%02d","file":%q}`+"\n", i, i+1, name)
	}
	files["none.html"] = "<p>A page without a date.</p>"
	gold.WriteString(`{"url":"https://n.example/a","nodate":true,"file":"none.html"}` + "\n" + `{"url":"https://o.example/a","title":"of no use here","file":"none.html"}` + "\n")
	files["gold.jsonl"] = gold.String()
	return folder(t, files)
}

// Pages of a folder are read, weights are written that the program can read, and both reports are given.
func TestRun(t *testing.T) {
	out := filepath.Join(t.TempDir(), "w.txt")
	var said bytes.Buffer
	if err := run([]string{pages(t)}, 2, out, true, &said); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"not fitted to, 2 parts", "were fitted to:", "pages: 12 pages, 100.0 % right", "all: 12 pages"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not said in:\n%s", want, said.String())
		}
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := page.ReadDateWorth(string(raw)); err != nil {
		t.Error(err)
	}
}

func TestRunRefuses(t *testing.T) {
	good := pages(t)
	for name, tc := range map[string]struct {
		folders []string
		folds   int
		want    string
	}{
		"one part":                 {[]string{good}, 1, "-folds 1"},
		"nothing to do":            {[]string{good}, 0, "-folds"},
		"no folder":                {nil, 2, "one folder"},
		"an empty one":             {[]string{t.TempDir()}, 2, "no zip file"},
		"no gold":                  {[]string{folder(t, map[string]string{"a.html": "x"})}, 2, "gold.jsonl"},
		"gold that is no JSON":     {[]string{folder(t, map[string]string{"gold.jsonl": "{"})}, 2, "line 1"},
		"a page that is not there": {[]string{folder(t, map[string]string{"gold.jsonl": `{"url":"https://a.example/","date":"2031-03-01","file":"a.html"}`})}, 2, "a.html"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := run(tc.folders, tc.folds, "", false, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}
