package event

import (
	"strings"
	"testing"
	"time"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
	"storywatch/extract/when"
)

// published is a Wednesday.
var published = time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)

// input reads a text with the rooms that event stands on. Speakers are not resolved here: quotes come from the test.
func input(s string, quotes ...quote.Quote) Input {
	d := text.New(s)
	ref := when.Reference{Published: published, Precision: when.Day, Zone: time.UTC}
	return Input{Doc: d, Names: entity.NewLexicon(nil).Find(d), Quotes: quotes, Dates: when.Find(d, ref), Published: ref}
}

// TestExamples reads every example of rules.yaml.
func TestExamples(t *testing.T) {
	r, err := Compile(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.example {
		if len(d.Yes)+len(d.No) == 0 {
			t.Errorf("%s: a frame needs an example", d.Name)
		}
		for _, y := range d.Yes {
			sentence, want, ok := strings.Cut(y, "=>")
			if want = strings.TrimSpace(want); !ok {
				want = d.Status
			}
			if got := r.Find(input(strings.TrimSpace(sentence))); !has(got, d.Type, want) {
				t.Errorf("%s\n  %s\n  want %s %s, have %s", d.Name, sentence, d.Type, want, show(got))
			}
		}
		for _, n := range d.No {
			for _, c := range r.Find(input(n)) {
				if c.Type == d.Type && c.Ignored == "" {
					t.Errorf("%s must not read\n  %s\n  have %s", d.Name, n, show([]Claim{c}))
				}
			}
		}
	}
}

func has(claims []Claim, typ, status string) bool {
	for _, c := range claims {
		if c.Type == typ && c.Status == status && c.Ignored == "" {
			return true
		}
	}
	return false
}

func show(claims []Claim) string {
	if len(claims) == 0 {
		return "nothing"
	}
	var b strings.Builder
	for _, c := range claims {
		b.WriteString("[" + c.Type + " " + c.Status + " " + c.Rule)
		if c.Ignored != "" {
			b.WriteString(" ignored:" + c.Ignored)
		}
		b.WriteString(" " + strings.Join(c.Actors, "+") + "|" + c.Object + "|" + c.Date + "]")
	}
	return b.String()
}
