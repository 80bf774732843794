package demo_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"storywatch/internal/demo"
)

// copyOfWorld is the embedded world as files that a test may change.
func copyOfWorld(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(demo.Embedded, "world", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(demo.Embedded, name)
		files[strings.TrimPrefix(name, "world/")] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestMistakesNameFileAndLine(t *testing.T) {
	const head = "---\nsite: harborpost.example\npath: /x\ntitle: X\npublished: 2031-03-05T10:00:00-05:00\n"
	for _, c := range []struct{ name, file, text, want string }{
		{"no front matter", "articles/x.txt", "Just text.\n", "articles/x.txt:1: an article begins with"},
		{"not closed", "articles/x.txt", head + "Text.\n", "articles/x.txt:1: the front matter is not closed"},
		{"unknown key", "articles/x.txt", head + "bylin: Q\n---\nText.\n", "articles/x.txt:6: front matter: unknown field"},
		{"bad time", "articles/x.txt", "---\nsite: harborpost.example\npath: /x\ntitle: X\npublished: soon\n---\nText.\n", "articles/x.txt:5: published is no time"},
		{"path", "articles/x.txt", strings.Replace(head, "/x", "x", 1) + "---\nText.\n", `articles/x.txt:3: path "x"`},
		{"unknown site", "articles/x.txt", strings.Replace(head, "harborpost", "nowhere", 1) + "---\nText.\n", "articles/x.txt:2: sites.yaml has no host"},
		{"copy of nothing", "articles/x.txt", head + "copy_of: y\n---\n", `articles/x.txt:6: no article file is named "y"`},
		{"copy of a copy", "articles/x.txt", head + "copy_of: 0305-ledger-deadline\n---\n", "articles/x.txt:6: 0305-ledger-deadline is a copy itself; name the original, 0305-wire-deadline"},
		{"edit of other words", "articles/x.txt", head + "copy_of: 0305-wire-deadline\nedits:\n  - old: no such words\n    new: b\n---\n", "articles/x.txt:8: edit: the words"},
		{"revision of other words", "articles/x.txt", head + "revised:\n  - at: 2031-03-06T10:00:00-05:00\n    old: no such words\n    new: b\n---\nText.\n", "articles/x.txt:8: revision: the words"},
		{"words that stand twice", "articles/x.txt", head + "revised:\n  - at: 2031-03-06T10:00:00-05:00\n    old: so\n    new: b\n---\nso so\n", "stand in the text 2 times"},
		{"revision before publication", "articles/x.txt", head + "revised:\n  - at: 2031-03-04T10:00:00-05:00\n    old: Text\n    new: b\n---\nText.\n", "articles/x.txt:7: revision at"},
		{"two at one address", "articles/x.txt", strings.Replace(head, "/x", "/2031/03/06/nation/castellane-staff-meeting-kestrane/", 1) + "---\nText.\n", "stands at this address already"},
		{"sites", "sites.yaml", "polls: [2031-03-04T20:00:00-05:00]\nsites:\n  - hots: x.example\n", "sites.yaml:3: unknown field"},
		{"no polls", "sites.yaml", "sites: []\n", "polls must be times in order"},
		{"host outside", "sites.yaml", "polls: [2031-03-04T20:00:00-05:00]\nsites:\n  - host: example.org\n", `host "example.org" must end in .example`},
		{"template", "sites.yaml", "polls: [2031-03-04T20:00:00-05:00]\nsites:\n  - host: x.example\n    template: none\n", "sites.yaml has no host"},
		{"docket", "docket.yaml", "- {att: 1}\n", "docket.yaml:1: unknown field"},
		{"expected", "expected.yaml", "quotes:\n  - {fil: x}\n", "expected.yaml:2: unknown field"},
		{"page template", "templates/wire.html", "{{.Nope", "unclosed action"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := copyOfWorld(t)
			files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			_, err := demo.NewFrom(files)
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q, want %q in it", err, c.want)
			}
		})
	}
}

func FuzzParseArticle(f *testing.F) {
	files, err := fs.Glob(demo.Embedded, "world/articles/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files[:5] {
		raw, err := fs.ReadFile(demo.Embedded, name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("---\nrevised:\n  - old: \"\"\n---\n"))
	f.Add([]byte("---\nrevised:\n !00 00\n---\n")) // panics in the YAML library
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := demo.ParseArticle(path.Join("articles", "f.txt"), raw)
		if (a == nil) == (err == nil) {
			t.Errorf("article %v with error %v", a, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "articles/f.txt:") {
			t.Errorf("error %q names no file and line", err)
		}
	})
}
