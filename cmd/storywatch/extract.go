package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"unicode/utf8"

	"storywatch/extract"
	"storywatch/internal/charset"
	"storywatch/internal/worker"
)

type extractCmd struct {
	Files     []string `arg:"" optional:"" help:"Pages (.html) or texts; - is standard input."`
	JSONL     bool     `name:"jsonl" help:"Read one JSON document a line (id, and text, html or html_b64; url, title, published, source), write one line of facts each, in order."`
	Published string   `help:"When the document was published: what \"Friday\" is counted from." placeholder:"2031-03-14"`
	URL       string   `help:"Address of the document."`
}

// Help teaches.
func (extractCmd) Help() string {
	return `Prints what a document says: title, byline, dates, quotes with speakers, developments, amounts, dockets, awards.
Nothing is stored. A config is read only when --config is given: its entities, topics and types are then used.

  storywatch extract page.html --published 2031-03-14
  storywatch extract --jsonl < documents.jsonl > facts.jsonl

Spans are Unicode code points into "text" of the same answer, end excluded.`
}

// Run reads and prints.
func (x *extractCmd) Run(a *app) error {
	r, err := a.extractReader()
	if err != nil {
		return err
	}
	if x.JSONL {
		return eachInput(a, x.Files, func(name string, in io.Reader) error { return extractLines(r, name, in, a.stdout) })
	}
	if len(x.Files) == 0 {
		return usageError("which document? Name a file, or - for standard input: storywatch extract page.html")
	}
	in := extract.Input{URL: x.URL}
	if x.Published != "" {
		if in.Published, in.PublishedPrecision, err = worker.ParseTime(x.Published); err != nil {
			return usageError("--published: %w", err)
		}
	}
	return eachInput(a, x.Files, func(name string, f io.Reader) error {
		data, err := readDocument(name, f)
		if err != nil {
			return err
		}
		doc := in
		doc.ID = name
		setContent(&doc, data)
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(r.Read(doc))
	})
}

// extractReader is a reader of the config when one was named on the command line or in the environment, else of no beat.
func (a *app) extractReader() (*extract.Reader, error) {
	if !a.configGiven {
		return reader(nil)
	}
	c, err := a.loadConfig()
	if err != nil {
		return nil, err
	}
	return reader(c)
}

// MaxDocument is how many bytes of a document given by hand are read.
const MaxDocument = 64 << 20

func readDocument(name string, f io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, MaxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > MaxDocument {
		return nil, fmt.Errorf("%s: larger than %d MB: this is no article", name, MaxDocument>>20)
	}
	return data, nil
}

// setContent decides between a page and plain text by what the bytes are.
func setContent(in *extract.Input, data []byte) {
	if looksLikeHTML(data) {
		in.HTML = data
		return
	}
	in.Text, _ = charset.UTF8(data, "text/plain")
}

func looksLikeHTML(data []byte) bool {
	head := strings.ToLower(string(data[:min(len(data), 2048)]))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p "} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return false
}

// eachInput opens each file in turn; none means standard input.
func eachInput(a *app, files []string, f func(name string, r io.Reader) error) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		if name == "-" {
			if err := f("standard input", a.stdin); err != nil {
				return err
			}
			continue
		}
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		err = f(name, file)
		file.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// extractLines reads documents and writes facts in the same order, reading as many at once as there are processors.
func extractLines(r *extract.Reader, name string, in io.Reader, out io.Writer) error {
	return eachLine(name, in, out, func(line []byte) ([]byte, error) {
		doc, err := worker.ParseLine(line)
		if err != nil {
			return nil, err
		}
		return marshal(r.Read(doc))
	})
}

// eachLine maps lines to lines, in parallel and in order. A line that cannot be read stops it with its number; the lines before are written.
func eachLine(name string, in io.Reader, out io.Writer, f func([]byte) ([]byte, error)) error {
	type job struct {
		line   int
		in     []byte
		answer chan struct{}
		out    []byte
		err    error
	}
	ordered := make(chan *job, 4*runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var scanErr error
	go func() {
		defer close(ordered)
		sc := bufio.NewScanner(in)
		sc.Buffer(make([]byte, 0, 1<<20), 2*MaxDocument)
		for n := 1; sc.Scan(); n++ {
			line := bytes.TrimSpace(sc.Bytes())
			if len(line) == 0 {
				continue
			}
			j := &job{line: n, in: bytes.Clone(line), answer: make(chan struct{})}
			select {
			case ordered <- j:
			case <-stop:
				return
			}
			slots <- struct{}{}
			go func() {
				defer func() {
					if p := recover(); p != nil {
						j.err = fmt.Errorf("the program failed on this document: %v", p)
					}
					<-slots
					close(j.answer)
				}()
				j.out, j.err = f(j.in)
			}()
		}
		scanErr = sc.Err()
	}()
	defer close(stop)
	w := bufio.NewWriter(out)
	for j := range ordered {
		<-j.answer
		if j.err != nil {
			w.Flush()
			return &exitError{exitUsage, fmt.Errorf("%s: line %d: %w", name, j.line, j.err)}
		}
		w.Write(j.out)
		w.WriteByte('\n')
	}
	if scanErr != nil {
		if errors.Is(scanErr, bufio.ErrTooLong) {
			scanErr = fmt.Errorf("a line is longer than %d MB", 2*MaxDocument>>20)
		}
		return fmt.Errorf("%s: %w", name, scanErr)
	}
	return w.Flush()
}

// marshal is JSON without HTML escapes; invalid UTF-8 cannot be in it.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	line := bytes.TrimRight(b.Bytes(), "\n")
	if !utf8.Valid(line) {
		line = bytes.ToValidUTF8(line, []byte("\uFFFD"))
	}
	return line, nil
}
