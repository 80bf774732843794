package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// marked is one line of a file.
type marked struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Quotes []struct {
		Start   int    `json:"start"`
		End     int    `json:"end"`
		Speaker string `json:"speaker"`
	} `json:"quotes"`
}

// snippet is one case of extract/quote/testdata/phenomena.yaml; its head says what the fields mean.
type snippet struct {
	Name   string `yaml:"name"`
	Text   string `yaml:"text"`
	Quotes []struct {
		Words    string   `yaml:"words"`
		Speaker  string   `yaml:"speaker"`
		Speakers []string `yaml:"speakers"`
	} `yaml:"quotes"`
}

// load reads marked articles: lines of JSON, packed or not, or snippets in YAML.
func load(name string) ([]article, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if filepath.Ext(name) == ".yaml" {
		return snippets(raw)
	}
	var in io.Reader = bytes.NewReader(raw)
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, fmt.Errorf("no gzip file: %w", err)
		}
	}
	const longest = 16 << 20 // bytes of one article
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longest)
	var all []article
	for n := 1; lines.Scan(); n++ {
		var m marked
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		ex, err := example(m)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		all = append(all, article{Example: ex, id: m.ID})
	}
	return all, lines.Err()
}

func example(m marked) (quote.Example, error) {
	d := text.New(m.Text)
	var none *entity.Lexicon
	ex := quote.Example{Doc: d, Names: none.Find(d)}
	at := make([]int, 0, len(m.Text)+1) // byte of each code point
	for i := range m.Text {
		at = append(at, i)
	}
	at = append(at, len(m.Text))
	for _, q := range m.Quotes {
		if q.Start < 0 || q.End < q.Start || q.End >= len(at) {
			return ex, fmt.Errorf("quotation %d to %d: the text has %d code points", q.Start, q.End, len(at)-1)
		}
		s := text.Span{Start: at[q.Start], End: at[q.End]}
		words := d.Slice(s)
		s.Start += len(words) - len(strings.TrimLeft(words, marks))
		s.End -= len(words) - len(strings.TrimRight(words, marks))
		if s.Empty() {
			continue
		}
		speaker := q.Speaker
		ex.Gold = append(ex.Gold, quote.Gold{Span: s, Speaker: speaker, Names: func(mention string) bool { return same(speaker, mention) }})
	}
	return ex, nil
}

// marks are what may stand around the words of a marked quotation.
const marks = " \t\n\u00a0\"“”„‟«»'‘’‚‹›`"

// snippets reads the cases of a YAML file. Their speakers are canonical names.
func snippets(raw []byte) ([]article, error) {
	var cases []snippet
	if err := yaml.Unmarshal(raw, &cases); err != nil {
		return nil, err
	}
	var all []article
	for _, c := range cases {
		d := text.New(c.Text)
		var none *entity.Lexicon
		ex := quote.Example{Doc: d, Names: none.Find(d)}
		at := 0
		for _, q := range c.Quotes {
			i := strings.Index(c.Text[at:], q.Words)
			if i < 0 {
				return nil, fmt.Errorf("%s: the words %q are not in the text, or not in this order", c.Name, q.Words)
			}
			at += i
			speaker := q.Speaker
			if len(q.Speakers) > 0 {
				speaker = q.Speakers[0]
			}
			ex.Gold = append(ex.Gold, quote.Gold{
				Span: text.Span{Start: at, End: at + len(q.Words)}, Speaker: speaker, Resolved: true,
				Names: func(name string) bool { return same(speaker, name) },
			})
			at += len(q.Words)
		}
		all = append(all, article{Example: ex, id: c.Name})
	}
	return all, nil
}
