package main

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"storywatch/extract/page"
	"storywatch/internal/charset"
)

// marked is a page whose date somebody marked.
type marked struct {
	page.DateExample
	set, file, url string
}

// gold is one line of gold.jsonl.
type gold struct {
	URL    string `json:"url"`
	Date   string `json:"date"`
	NoDate bool   `json:"nodate"`
	File   string `json:"file"`
}

// load reads the pages of every zip file in a folder that say when they were published.
func load(folder string) ([]marked, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.zip"))
	if err != nil {
		return nil, err
	}
	var all []marked
	for _, name := range names {
		pages, err := loadZip(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, pages...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no zip file with marked pages", folder)
	}
	return all, nil
}

func loadZip(name string) ([]marked, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	list, err := content(&z.Reader, "gold.jsonl")
	if err != nil {
		return nil, err
	}
	const longest = 16 << 20 // bytes of one line, which may hold the article's text
	lines := bufio.NewScanner(strings.NewReader(string(list)))
	lines.Buffer(nil, longest)
	var out []marked
	for n := 1; lines.Scan(); n++ {
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("gold.jsonl: line %d: %w", n, err)
		}
		if g.Date == "" && !g.NoDate {
			continue
		}
		raw, err := content(&z.Reader, g.File)
		if err != nil {
			return nil, fmt.Errorf("gold.jsonl: line %d: %w", n, err)
		}
		source, _ := charset.UTF8(raw, "text/html")
		ex, err := page.NewDateExample(source, page.Hint{URL: g.URL}, g.Date)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.File, err)
		}
		out = append(out, marked{DateExample: ex, set: strings.TrimSuffix(filepath.Base(name), ".zip"), file: g.File, url: g.URL})
	}
	return out, lines.Err()
}

func content(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
