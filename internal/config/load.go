package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// MaxFile is how many bytes a config may have: a beat with a thousand sources has 200 kB.
const MaxFile = 4 << 20

// Problem is one mistake.
type Problem struct {
	Line, Column int // from 1; 0 when the mistake is nowhere in particular
	Message      string
}

// Error is every mistake that was found in a file.
type Error struct {
	File     string
	Problems []Problem
	lines    []string
}

// Error shows each mistake as compilers do: place, words, the line, a caret.
func (e *Error) Error() string {
	var b strings.Builder
	for i, p := range e.Problems {
		if i > 0 {
			b.WriteByte('\n')
		}
		if p.Line == 0 {
			fmt.Fprintf(&b, "%s: %s", e.File, p.Message)
			continue
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", e.File, p.Line, p.Column, p.Message)
		if p.Line <= len(e.lines) {
			line := e.lines[p.Line-1]
			pad := strings.Map(func(r rune) rune {
				if r == '\t' {
					return r
				}
				return ' '
			}, string([]rune(line)[:min(max(p.Column-1, 0), len([]rune(line)))]))
			fmt.Fprintf(&b, "\n  %s\n  %s^", line, pad)
		}
	}
	return b.String()
}

// Load reads a config file. getenv gives the values of ${NAME}; relative paths count from the file's folder.
func Load(path string, getenv func(string) (string, bool)) (*Config, error) {
	info, err := os.Stat(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("%s: no such file: `storywatch init` writes one, --config names another", path)
		}
		return nil, fmt.Errorf("config: %w", err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder: name the file in it", path)
	}
	if info.Size() > MaxFile {
		return nil, fmt.Errorf("%s: %d bytes is no config: at most %d are read", path, info.Size(), MaxFile)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	c, err := Parse(path, data, getenv)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	c.File = abs
	if !filepath.IsAbs(c.Store) {
		c.Store = filepath.Join(filepath.Dir(abs), c.Store)
	}
	return c, nil
}

// Parse reads a config from memory; name stands for it in mistakes.
func Parse(name string, data []byte, getenv func(string) (string, bool)) (c *Config, err error) {
	// The YAML library panics on some tags and aliases that no config needs; to the user that is one more mistake in the file.
	defer func() {
		if r := recover(); r != nil {
			c, err = nil, &Error{File: name, Problems: []Problem{{Message: fmt.Sprintf("this cannot be read as YAML (%v): tags (!!) and anchors (&, *) are not needed here", r)}}}
		}
	}()
	return parse(name, data, getenv)
}

func parse(name string, data []byte, getenv func(string) (string, bool)) (*Config, error) {
	fail := &Error{File: name, lines: strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, fail.add(err)
	}
	if len(file.Docs) > 1 {
		fail.Problems = append(fail.Problems, Problem{Message: "more than one YAML document (a line of ---): write one file for each"})
		return nil, fail
	}
	c := Defaults()
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		fail.Problems = append(fail.Problems, Problem{Message: "the file is empty: `sources` is required (sources: [] is allowed); `storywatch init` writes an example"})
		return nil, fail
	}
	body := file.Docs[0].Body
	fail.unknownKeys(body, configShape, "")
	fail.expand(body, getenv)
	if len(fail.Problems) > 0 {
		return nil, fail.sorted()
	}
	if err := yaml.NewDecoder(bytes.NewReader(nil), yaml.Strict()).DecodeFromNode(body, &c); err != nil {
		return nil, fail.add(err)
	}
	c.places = &checker{fail: fail, body: body}
	c.check(c.places)
	if len(fail.Problems) > 0 {
		return nil, fail.sorted()
	}
	return &c, nil
}

// add takes up an error of the YAML library.
func (e *Error) add(err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		p := y.GetToken().Position
		e.Problems = append(e.Problems, Problem{Line: p.Line, Column: p.Column, Message: plainMessage(y.GetMessage())})
		return e
	}
	e.Problems = append(e.Problems, Problem{Message: plainMessage(err.Error())})
	return e
}

// plainMessage puts the library's type names into words of the file.
func plainMessage(m string) string {
	if got, want, ok := strings.Cut(m, " was used where "); ok {
		names := map[string]string{"sequence": "a list in [ ]", "mapping": "keys with values"}
		want, _, _ = strings.Cut(want, " ")
		if w, ok := names[want]; ok {
			return fmt.Sprintf("this is %s; %s is wanted here", got, w)
		}
	}
	if i := strings.Index(m, "cannot unmarshal "); i >= 0 {
		m = m[i:]
		got, _, _ := strings.Cut(strings.TrimPrefix(m, "cannot unmarshal "), " into ")
		_, want, _ := strings.Cut(m, " of type ")
		kinds := map[string]string{"string": "text", "int": "a whole number", "bool": "true or false", "[]string": "a list in [ ]"}
		if strings.HasPrefix(want, "[]") && kinds[want] == "" {
			want = "[]string"
		}
		if w, ok := kinds[want]; ok {
			return fmt.Sprintf("this is a %s; %s is wanted here", strings.ToLower(got), w)
		}
		return fmt.Sprintf("a %s does not fit here", strings.ToLower(got))
	}
	return m
}

func (e *Error) sorted() error {
	sort.SliceStable(e.Problems, func(i, j int) bool { return e.Problems[i].Line < e.Problems[j].Line })
	return e
}

// problemAt adds a mistake at a node.
func (e *Error) problemAt(n ast.Node, format string, args ...any) {
	p := Problem{Message: fmt.Sprintf(format, args...)}
	if n != nil && n.GetToken() != nil && n.GetToken().Position != nil {
		p.Line, p.Column = n.GetToken().Position.Line, n.GetToken().Position.Column
	}
	e.Problems = append(e.Problems, p)
}
