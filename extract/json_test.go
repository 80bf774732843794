package extract_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"storywatch/extract"
)

// A range of days is no single day: it has both its ends, and a precision of its own.
func TestRangeOfDays(t *testing.T) {
	r, err := extract.New(extract.Lexicon{})
	if err != nil {
		t.Fatal(err)
	}
	published := time.Date(2031, 2, 28, 0, 0, 0, 0, time.UTC)
	f := r.Read(extract.Input{Text: "The hearing runs March 3-5 in Port Maren. A ruling is due March 9.", Published: published, PublishedPrecision: "day"})
	if len(f.Dates) != 2 {
		t.Fatalf("dates %+v", f.Dates)
	}
	if d := f.Dates[0]; d.Value != "2031-03-03" || d.Until != "2031-03-05" || d.Precision != extract.RangePrecision {
		t.Errorf("range %+v", d)
	}
	if d := f.Dates[1]; d.Value != "2031-03-09" || d.Until != "" || d.Precision != "day" {
		t.Errorf("day %+v", d)
	}
}

// A byline is one line in JSON, and its people are a list beside it.
func TestBylineInJSON(t *testing.T) {
	f := extract.Facts{Byline: extract.Byline{"Rosa Lindt", "Piet Oduya"}, Authors: []string{"Rosa Lindt", "Piet Oduya"}}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"byline":"Rosa Lindt; Piet Oduya"`, `"authors":["Rosa Lindt","Piet Oduya"]`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is missing from %.200s", want, b)
		}
	}
	var back extract.Facts
	if err := json.Unmarshal(b, &back); err != nil || len(back.Byline) != 2 || back.Byline[1] != "Piet Oduya" {
		t.Errorf("read back as %q, %v", back.Byline, err)
	}
}
