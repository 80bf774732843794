package main

import (
	"encoding/json"
	"fmt"
	"io"

	"storywatch/crawler"
)

type parseCmd struct {
	Files []string `arg:"" optional:"" help:"Files; - is standard input."`
	JSONL bool     `name:"jsonl" help:"Read one JSON object a line (id, kind, url, content_type, body_b64), write one line each, in order."`
	Kind  string   `help:"What the bytes are: feed or docket." enum:"feed,docket" default:"feed"`
	URL   string   `help:"Address they came from: relative links are resolved against it."`
}

// Help teaches.
func (parseCmd) Help() string {
	return `Prints the items of a feed (RSS, Atom, RDF, JSON Feed) or the cases of a court docket feed, and what had to be mended
to read it. Nothing is stored.

  storywatch parse feed.xml --url https://news.example/feed/
  storywatch parse --kind docket court.xml`
}

// Run parses and prints.
func (x *parseCmd) Run(a *app) error {
	if x.JSONL {
		return eachInput(a, x.Files, func(name string, in io.Reader) error {
			return eachLine(name, in, a.stdout, func(line []byte) ([]byte, error) {
				var p crawler.ParseInput
				if err := json.Unmarshal(line, &p); err != nil {
					return nil, fmt.Errorf("not a JSON object as expected: %w", err)
				}
				return marshal(crawler.Parse(p))
			})
		})
	}
	if len(x.Files) == 0 {
		return usageError("which file? Name one, or - for standard input: storywatch parse feed.xml")
	}
	return eachInput(a, x.Files, func(name string, f io.Reader) error {
		data, err := readDocument(name, f)
		if err != nil {
			return err
		}
		out := crawler.Parse(crawler.ParseInput{ID: name, Kind: x.Kind, URL: x.URL, Body: data})
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(out); err != nil {
			return err
		}
		if out.Error != "" {
			return fmt.Errorf("%s: %s", name, out.Error)
		}
		return nil
	})
}
