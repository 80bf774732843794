package quote_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// FuzzFind: whatever the text, spans lie in it at the borders of code points, quotes stand in text order without
// overlapping, and a confidence is one.
func FuzzFind(f *testing.F) {
	f.Add("“We go,” said Ada Hale. \"He 's 6'2\" tall,” he—", 0, 9)
	f.Add("‘a „b “c \" d ’ e” f« g »\n\n“h", 2, 5)
	f.Add("said \"x\", who said, according to (the) - , \"y\" by", 1, 1)
	f.Add("``a '' ‘‘b’’ '''c''' `d` &quot;e&quot; &amp;quot; &quot", 3, 30)
	f.Add("HALE: “We go.\n\nLUND: No.\n\nHALE (angry): Yes.”\n\nQ: a?\n\nA: b", 0, 40)
	f.Add("“We go.\n\n“We stay.\n\nAda Hale, Minister.”\n\n— Ada Hale (@hale) March 3, 2031", 0, 60)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		d := text.New(s)
		var l *entity.Lexicon
		qs, in := quote.Find(d, l.Find(d), []text.Span{{Start: from, End: to}})
		for _, list := range [][]quote.Quote{qs, in} {
			for _, q := range list {
				for _, span := range []text.Span{q.Span, q.Mention} {
					if span.Start < 0 || span.End > len(d.Text) || span.End < span.Start || !utf8.ValidString(d.Text[span.Start:span.End]) {
						t.Fatalf("span %v in %q", span, d.Text)
					}
				}
				if q.Empty() || q.Confidence < 0 || q.Confidence > 1 {
					t.Fatalf("quote %+v in %q", q, d.Text)
				}
			}
		}
		for i := 1; i < len(qs); i++ {
			if qs[i].Start < qs[i-1].End {
				t.Fatalf("%v and %v overlap in %q", qs[i-1].Span, qs[i].Span, d.Text)
			}
		}
	})
}

// TestMarksOnly: a megabyte that is nothing but marks is read in time that grows with its length alone: a fraction of a
// second. The bound only tells that from minutes, on machines that are busy too.
func TestMarksOnly(t *testing.T) {
	const size, bound = 1 << 20, 10 * time.Second
	for name, unit := range map[string]string{
		"opening":    "“",
		"straight":   "\"",
		"by turns":   "“a” ",
		"unmatched":  "“a ",
		"single":     "‘a ",
		"plurals":    "‘as’ b ",
		"apostrophe": "'",
		"accents":    "`a ",
		"twins":      "``a ",
		"escaped":    "&quot;a ",
		"paragraphs": "“a.\n\n",
		"transcript": "HALE: a\n\n",
		"colons":     "Ada Hale: “a” - Bo Lund\n\n",
		"kickers":    "PORT CLOSES NOW “We go” [Harbor]\n",
		"credits":    "“We go\nAda Hale, Minister.”\n",
		"posts":      "Go home. — Ada Hale (@hale) March 3, 2031\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := text.New(strings.Repeat(unit, size/len(unit)))
			begin := time.Now()
			qs, _ := quote.Find(d, nil, d.Paragraphs)
			if len(qs) > quote.MaxQuotes {
				t.Errorf("%d quotes", len(qs))
			}
			if took := time.Since(begin); took > bound {
				t.Errorf("took %v", took)
			}
		})
	}
}
