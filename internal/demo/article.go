package demo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// An Article is one page of the world as its file tells it. Times carry the zone that is written in the file.
type Article struct {
	File      string     `yaml:"-"`         // name of its file, without directory and ending
	Site      string     `yaml:"site"`      // host
	Path      string     `yaml:"path"`      // of the page, from "/"
	Title     string     `yaml:"title"`     //
	Byline    string     `yaml:"byline"`    // as printed; "" when the page has none
	Published time.Time  `yaml:"published"` // as the page and the feed say
	Appears   time.Time  `yaml:"appears"`   // when it can be seen; Published when the file does not say
	Section   string     `yaml:"section"`   // which feeds of the site list it, and what the page's navigation marks
	Summary   string     `yaml:"summary"`   // for the feed; the first paragraph when empty
	CopyOf    string     `yaml:"copy_of"`   // file whose text this one repeats; its own text is added below
	Edits     []Edit     `yaml:"edits"`     // what a copy changes in the text it repeats
	Revised   []Revision `yaml:"revised"`   // what is replaced from a later time on, in order
	body      string     // text as first shown
	changed   time.Time  // of the last World.Edit
	keyLines  map[string]int
}

// Edit replaces Old, which stands exactly once in the text or the title, with New.
type Edit struct {
	Old string `yaml:"old"`
	New string `yaml:"new"`
}

// Revision is an Edit that is made at a time. Without a Notice it is silent: neither page nor feed say that they changed.
type Revision struct {
	At     time.Time `yaml:"at"`
	Old    string    `yaml:"old"`
	New    string    `yaml:"new"`
	Notice string    `yaml:"notice"` // paragraph put below the text; "" for a silent change
}

// articleDir is the directory of article files within the world's.
const articleDir = "articles"

// fence opens and closes the front matter of an article file.
const fence = "---"

// readArticles parses every article file, in the order of the file names, and resolves copies.
func readArticles(fsys fs.FS) ([]*Article, error) {
	names, err := fs.Glob(fsys, articleDir+"/*.txt")
	if err != nil {
		return nil, err
	}
	var all []*Article
	byFile := map[string]*Article{}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		a, err := parseArticle(name, raw)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
		byFile[a.File] = a
	}
	for _, a := range all {
		if err := a.resolveCopy(byFile); err != nil {
			return nil, err
		}
		if err := a.check(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// parseArticle reads front matter and text of one file. Errors begin with file:line.
func parseArticle(name string, raw []byte) (*Article, error) {
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	rest, ok := bytes.CutPrefix(raw, []byte(fence+"\n"))
	if !ok {
		return nil, fmt.Errorf("%s:1: an article begins with a line %q", name, fence)
	}
	head, body, ok := bytes.Cut(rest, []byte("\n"+fence+"\n"))
	if !ok {
		return nil, fmt.Errorf("%s:1: the front matter is not closed by a line %q", name, fence)
	}
	a := &Article{}
	if err := decodeYAML(head, a); err != nil {
		return nil, fmt.Errorf("%s:%d: front matter: %s", name, yamlLine(err)+1, yamlMessage(err))
	}
	a.File, a.keyLines = strings.TrimSuffix(path.Base(name), path.Ext(name)), keyLines(head)
	a.body = strings.TrimSpace(string(body))
	if a.Appears.IsZero() {
		a.Appears = a.Published
	}
	switch {
	case a.Site == "":
		return nil, a.errorf("", "no site")
	case !strings.HasPrefix(a.Path, "/"):
		return nil, a.errorf("path", "path %q does not begin with a slash", a.Path)
	case a.Title == "":
		return nil, a.errorf("title", "no title")
	case a.Published.IsZero():
		return nil, a.errorf("published", "published is no time; write one like 2031-03-05T10:00:00-05:00")
	case a.body == "" && a.CopyOf == "":
		return nil, a.errorf("", "no text")
	case len(a.Edits) > 0 && a.CopyOf == "":
		return nil, a.errorf("edits", "edits belong to a copy; a text that changes later has revised")
	}
	return a, nil
}

// resolveCopy gives a copy the text of its original, with its edits, and its own text below.
func (a *Article) resolveCopy(byFile map[string]*Article) error {
	if a.CopyOf == "" {
		return nil
	}
	o, ok := byFile[a.CopyOf]
	if !ok {
		return a.errorf("copy_of", "no article file is named %q", a.CopyOf)
	}
	if o.CopyOf != "" {
		return a.errorf("copy_of", "%s is a copy itself; name the original, %s", o.File, o.CopyOf)
	}
	text := o.body
	for i, e := range a.Edits {
		next, err := replaceOnce(text, e.Old, e.New)
		if err != nil {
			return a.errorf(fmt.Sprintf("old %d", i), "edit: %w", err)
		}
		text = next
	}
	if a.body != "" {
		text += "\n\n" + a.body
	}
	a.body = text
	return nil
}

// check tries every revision.
func (a *Article) check() error {
	last := a.Appears
	for i, r := range a.Revised {
		if !r.At.After(last) {
			return a.errorf(fmt.Sprintf("at %d", i), "revision at %s is not later than what it changes", r.At.Format(time.RFC3339))
		}
		last = r.At
		if _, _, err := a.revisedBy(i + 1); err != nil {
			return a.errorf(fmt.Sprintf("old %d", len(a.Edits)+i), "revision: %w", err)
		}
	}
	return nil
}

// revisedBy gives title and text after the first n revisions.
func (a *Article) revisedBy(n int) (title, body string, err error) {
	title, body = a.Title, a.body
	for _, r := range a.Revised[:n] {
		if strings.Contains(title, r.Old) && !strings.Contains(body, r.Old) {
			title, err = replaceOnce(title, r.Old, r.New)
		} else {
			body, err = replaceOnce(body, r.Old, r.New)
		}
		if err != nil {
			return "", "", err
		}
		if r.Notice != "" {
			body += "\n\n" + r.Notice
		}
	}
	return title, body, nil
}

// At gives title and text as they stand at t. Paragraphs are parted by empty lines; a line with "## " is a heading,
// "### " a contract list's service heading, "> " a block quote.
func (a *Article) At(t time.Time) (title, body string) {
	n := 0
	for n < len(a.Revised) && !a.Revised[n].At.After(t) {
		n++
	}
	title, body, err := a.revisedBy(n)
	if err != nil { // cannot happen: New and Edit try every revision
		return a.Title, a.body
	}
	return title, body
}

// Visible reports whether the article can be seen at t.
func (a *Article) Visible(t time.Time) bool { return !a.Appears.After(t) }

// Updated is when page and feed say that the article last changed: silent revisions do not count.
func (a *Article) Updated(t time.Time) time.Time {
	u := a.Published
	for _, r := range a.Revised {
		if r.Notice != "" && !r.At.After(t) {
			u = r.At
		}
	}
	return u
}

// touched is when the bytes of the page last changed, silent or not.
func (a *Article) touched(t time.Time) time.Time {
	u := a.Appears
	for _, r := range a.Revised {
		if !r.At.After(t) {
			u = r.At
		}
	}
	if a.changed.After(u) {
		u = a.changed
	}
	return u
}

// edit replaces words wherever they stand: in the title, the text, or the new words of a revision.
func (a *Article) edit(old, new string, now time.Time) error {
	was := *a
	was.Revised = append([]Revision(nil), a.Revised...)
	found := false
	swap := func(s *string) {
		if strings.Contains(*s, old) {
			*s, found = strings.ReplaceAll(*s, old, new), true
		}
	}
	swap(&a.Title)
	swap(&a.body)
	for i := range a.Revised {
		swap(&a.Revised[i].New)
	}
	if !found {
		return fmt.Errorf("%s: no words %q", a.File, old)
	}
	if err := a.check(); err != nil {
		*a = was
		return err
	}
	a.changed = now
	return nil
}

func (a *Article) errorf(key, format string, args ...any) error {
	line := 1
	if n, ok := a.keyLines[key]; ok {
		line = n
	}
	return fmt.Errorf("%s/%s.txt:%d: %w", articleDir, a.File, line, fmt.Errorf(format, args...))
}

// keyLines finds the line in the file of each top-level key, and of the n-th "old" and "at" as "old 0", "old 1".
func keyLines(head []byte) map[string]int {
	lines := map[string]int{}
	count := map[string]int{}
	for i, l := range strings.Split(string(head), "\n") {
		key, _, ok := strings.Cut(strings.TrimLeft(l, " -"), ":")
		if !ok {
			continue
		}
		no := i + 2 // counted from one, after the opening fence
		if !strings.HasPrefix(l, " ") {
			lines[key] = no
		}
		lines[fmt.Sprintf("%s %d", key, count[key])] = no
		count[key]++
	}
	return lines
}

// decodeYAML decodes strictly. goccy/go-yaml 1.19.2 panics where a tagged scalar stands for a list ("revised: !x 1").
func decodeYAML(raw []byte, into any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("cannot be decoded: %v", p)
		}
	}()
	return yaml.UnmarshalWithOptions(raw, into, yaml.Strict())
}

// yamlLine is the line of a YAML error, 1 when it does not say.
func yamlLine(err error) int {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil && ye.GetToken().Position != nil {
		return ye.GetToken().Position.Line
	}
	return 1
}

// yamlMessage is what a YAML error says, without its position, which counts from the front matter.
func yamlMessage(err error) string {
	var ye yaml.Error
	if errors.As(err, &ye) {
		return ye.GetMessage()
	}
	return err.Error()
}

// replaceOnce replaces old, which must stand in text exactly once.
func replaceOnce(text, old, new string) (string, error) {
	switch n := strings.Count(text, old); {
	case old == "":
		return "", errors.New("old is empty; say which words are replaced")
	case n == 0:
		return "", fmt.Errorf("the words %q do not stand in the text", old)
	case n > 1:
		return "", fmt.Errorf("the words %q stand in the text %d times; take more of the sentence", old, n)
	}
	return strings.Replace(text, old, new, 1), nil
}
