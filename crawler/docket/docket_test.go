package docket_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"storywatch/crawler/docket"
	"storywatch/crawler/feed"
)

var update = flag.Bool("update", false, "write testdata/*.json anew; read the difference before you commit it")

// Every testdata/NAME.xml, read as from https://ecf.ehd.uscourts.gov/rss, must give NAME.json.
func TestParseFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := docket.Parse(body, "", "https://ecf.ehd.uscourts.gov/rss")
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(f, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".xml") + ".json"
			if *update {
				if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if string(got)+"\n" != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestKeep(t *testing.T) {
	for _, c := range []struct {
		have, want string
		keep       bool
	}{
		{"1:26-cv-00417", "", true},
		{"1:26-cv-00417", "1:26-cv-00417", true},
		{"1:26-cv-00417", "1:26-CV-00417-ABC", true},
		{"1:26-cv-00417", "26-cv-417", true},
		{"1:26-cv-00417", "3:26-cv-00417", false},
		{"1:26-cv-00417", "1:26-cr-00417", false},
		{"1:26-cv-00417", "1:26-cv-04170", false},
		{"26-51", "26-0051", true},
		{"", "26-51", false},
	} {
		if got := docket.Keep(docket.Case{Number: c.have}, c.want); got != c.keep {
			t.Errorf("Keep(%q, %q) is %v", c.have, c.want, got)
		}
	}
}

func TestNotFeed(t *testing.T) {
	if _, err := docket.Parse([]byte("<html><title>PACER login</title></html>"), "", ""); !errors.Is(err, feed.ErrNotFeed) || !strings.Contains(err.Error(), "PACER login") {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"pacer", "courtlistener"} {
		body, err := os.ReadFile("testdata/" + name + ".xml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "1:26-cv-00417")
	}
	f.Fuzz(func(t *testing.T, body []byte, number string) {
		got, err := docket.Parse(body, "", "https://ecf.ehd.uscourts.gov/rss")
		if err != nil {
			return
		}
		for _, c := range got.Cases {
			if len(c.Entries) == 0 {
				t.Errorf("case %+v without entries", c)
			}
			docket.Keep(c, number)
			for _, e := range c.Entries {
				_, _ = e.ID(c), c.Title(e)
			}
		}
	})
}
