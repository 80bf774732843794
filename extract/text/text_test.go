package text_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"storywatch/extract/text"
)

func TestSentences(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"plain":                         {"It rained. They left!", []string{"It rained.", "They left!"}},
		"title before a name":           {"Gen. Ada Voss spoke. Mr. Hale did not.", []string{"Gen. Ada Voss spoke.", "Mr. Hale did not."}},
		"initials":                      {"John Q. Marsh signed.", []string{"John Q. Marsh signed."}},
		"abbreviated state":             {"The U.S. Army agreed. The U.S. He left.", []string{"The U.S. Army agreed.", "The U.S.", "He left."}},
		"company goes on":               {"Norvane Inc. Chief Lena Holt spoke.", []string{"Norvane Inc. Chief Lena Holt spoke."}},
		"company ends":                  {"She left Norvane Inc. The board met.", []string{"She left Norvane Inc.", "The board met."}},
		"question inside a quote":       {`“Why now?” he asked. “Go.” She went.`, []string{`“Why now?” he asked.`, `“Go.”`, "She went."}},
		"decimal":                       {"It grew 1.5 percent. Fine.", []string{"It grew 1.5 percent.", "Fine."}},
		"time of day":                   {"At 5 p.m. Friday they met.", []string{"At 5 p.m. Friday they met."}},
		"paragraphs end sentences":      {"Head line\n\nBody text. More", []string{"Head line", "Body text.", "More"}},
		"range over two months":         {"It ran Nov. 18-Dec. 3 in two halls. It ran 18–Dec. 3.", []string{"It ran Nov. 18-Dec. 3 in two halls.", "It ran 18–Dec. 3."}},
		"case name":                     {"Norvane v. Department of Ports was filed.", []string{"Norvane v. Department of Ports was filed."}},
		"three dots and lower case":     {"Well... maybe so. Yes.", []string{"Well... maybe so.", "Yes."}},
		"quotation of several sentence": {`He said: "One. Two." Then he left.`, []string{`He said: "One.`, `Two."`, "Then he left."}},
	} {
		t.Run(name, func(t *testing.T) {
			d := text.New(tc.text)
			var got []string
			for _, s := range d.Sentences {
				got = append(got, d.Slice(s.Span))
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	d := text.New(`O’Brien's U.S. plan: 1,000 "AI-ready" 24/7 co-op’s 5G.`)
	var got []string
	for _, tok := range d.Tokens {
		got = append(got, d.Slice(tok.Span))
	}
	want := []string{"O’Brien's", "U.S.", "plan", ":", "1,000", `"`, "AI-ready", `"`, "24/7", "co-op’s", "5G", "."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func FuzzNew(f *testing.F) {
	f.Add("“Nein”, sagte sie. \xff\xfe U.S.")
	f.Add("a\n\n\nb. c")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s)
		s = d.Text
		last := 0
		for _, tok := range d.Tokens {
			if tok.Start < last || tok.Empty() || tok.End > len(s) {
				t.Fatalf("token %v after %d in %q", tok, last, s)
			}
			last = tok.End
		}
		seen := 0
		for _, sen := range d.Sentences {
			if sen.First != seen || sen.Last <= sen.First {
				t.Fatalf("sentence %v does not follow token %d in %q", sen, seen, s)
			}
			seen = sen.Last
		}
		if seen != len(d.Tokens) {
			t.Fatalf("%d of %d tokens are in sentences of %q", seen, len(d.Tokens), s)
		}
		for off := range s {
			if got, want := d.Points(off), utf8.RuneCountInString(s[:off]); got != want {
				t.Fatalf("Points(%d) = %d, want %d in %q", off, got, want, s)
			}
		}
	})
}
