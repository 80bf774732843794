package quote_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// go test ./extract/quote -run Phenomena -update takes off the marks that are no longer true. It never adds one: a case
// that stops passing is a regression.
var update = flag.Bool("update", false, "take marks off the cases of testdata/phenomena.yaml that have outgrown them")

const phenomenaFile = "testdata/phenomena.yaml"

// sure is the confidence from which a reader takes the speaker's name for granted.
const sure = .9

// phenomenon is one case of testdata/phenomena.yaml, whose head says what the fields mean.
type phenomenon struct {
	Name, Text string
	Quotes     []utterance
	Not        []string
	Indirect   *[]utterance
	Open       string
	Known      bool
}

type utterance struct {
	Words      string
	Speaker    string
	Speakers   []string
	Kind       string
	Mention    *string
	Venue      *string
	ReportedBy *string `yaml:"reported_by"`
}

// TestPhenomena finds the quotes of every case and compares them with what a careful reader finds.
func TestPhenomena(t *testing.T) {
	raw, err := os.ReadFile(phenomenaFile)
	if err != nil {
		t.Fatal(err)
	}
	var cases []phenomenon
	if err := yaml.UnmarshalWithOptions(raw, &cases, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	outgrown := map[string]*regexp.Regexp{}
	seen := map[string]bool{}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			if seen[c.Name] {
				t.Error("two cases have this name")
			}
			seen[c.Name] = true
			c.sane(t)
			d, quotes, indirect := find(c.Text)
			wrong := c.differences(d, quotes, indirect)
			sureAndWrong := c.sureAndWrong(d, quotes)
			switch {
			case c.Open == "" && len(wrong) > 0:
				t.Errorf("%s\n  %s", c.Text, strings.Join(wrong, "\n  "))
			case c.Open != "" && len(wrong) == 0:
				outgrown[c.Name] = regexp.MustCompile(`^  (open|known):`)
				t.Error("passes now: take its marks off (-update)")
			case c.Open != "" && !c.Known && len(sureAndWrong) > 0:
				t.Errorf("%s\n  wrong and sure of it: %s", c.Text, strings.Join(sureAndWrong, ", "))
			case c.Known && len(sureAndWrong) == 0:
				outgrown[c.Name] = regexp.MustCompile(`^  known:`)
				t.Error("no longer sure of what is wrong: take the mark known off (-update)")
			}
		})
	}
	if *update {
		if err := os.WriteFile(phenomenaFile, []byte(without(string(raw), outgrown)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sane holds that the case itself is well written: what it expects stands in its text.
func (c phenomenon) sane(t *testing.T) {
	t.Helper()
	at := 0
	for _, q := range c.Quotes {
		i := strings.Index(c.Text[at:], q.Words)
		if q.Words == "" || i < 0 {
			t.Fatalf("the words %q are not in the text, or not in this order", q.Words)
		}
		at += i + len(q.Words)
		if q.Mention != nil && !strings.Contains(c.Text, *q.Mention) {
			t.Fatalf("the mention %q is not in the text", *q.Mention)
		}
	}
	for _, w := range c.Not {
		if w == "" || !strings.Contains(c.Text, w) {
			t.Fatalf("%q is not in the text", w)
		}
	}
	if c.Known && c.Open == "" {
		t.Fatal("known goes with open")
	}
}

// differences is what is not as expected, a line each.
func (c phenomenon) differences(d *text.Document, quotes, indirect []quote.Quote) []string {
	var wrong []string
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if !sameWords(d, quotes, c.Quotes) {
		add("got   %s", said(d, quotes))
		add("want  %s", wanted(c.Quotes))
	} else {
		for i, q := range quotes {
			want := c.Quotes[i]
			if !want.by(q.Speaker) {
				add("%q: speaker %q (%.2f), want %q", want.Words, q.Speaker, q.Confidence, want.name())
			}
			for _, f := range []struct {
				what, got string
				want      *string
			}{
				{"kind", q.Kind, given(want.Kind)},
				{"mention", d.Slice(q.Mention), want.Mention},
				{"venue", q.Venue, want.Venue},
				{"reported by", q.ReportedBy, want.ReportedBy},
			} {
				if f.want != nil && f.got != *f.want {
					add("%q: %s %q, want %q", want.Words, f.what, f.got, *f.want)
				}
			}
		}
	}
	for _, w := range c.Not {
		for _, q := range quotes {
			if at := strings.Index(c.Text, w); q.Overlaps(text.Span{Start: at, End: at + len(w)}) {
				add("%q is not a quote, but %q was given to %q", w, d.Slice(q.Span), q.Speaker)
			}
		}
	}
	if c.Indirect != nil && !sameIndirect(d, indirect, *c.Indirect) {
		add("indirect: got   %s", said(d, indirect))
		add("indirect: want  %s", wanted(*c.Indirect))
	}
	return wrong
}

// sureAndWrong is the quotes that have a name at a confidence that readers trust, and the wrong one, or are none. "The
// chief executive" is nobody's name: where a name was wanted it is too little, but not wrong.
func (c phenomenon) sureAndWrong(d *text.Document, quotes []quote.Quote) []string {
	var out []string
	for _, q := range quotes {
		if isName(q.Speaker) && q.Confidence >= sure && !c.said(q) {
			out = append(out, fmt.Sprintf("%q by %q (%.2f)", d.Slice(q.Span), q.Speaker, q.Confidence))
		}
	}
	return out
}

// said reports whether q, whose bounds may be a little off, is a quote that is wanted, and its speaker's.
func (c phenomenon) said(q quote.Quote) bool {
	at, found := 0, false
	for _, want := range c.Quotes {
		at += strings.Index(c.Text[at:], want.Words)
		span := text.Span{Start: at, End: at + len(want.Words)}
		at = span.End
		if q.Overlaps(span) {
			if !want.by(q.Speaker) {
				return false
			}
			found = true
		}
	}
	return found
}

func sameWords(d *text.Document, got []quote.Quote, want []utterance) bool {
	if len(got) != len(want) {
		return false
	}
	for i, q := range got {
		if d.Slice(q.Span) != want[i].Words {
			return false
		}
	}
	return true
}

// sameIndirect compares reported speech; whether its "that" and its final stop belong to it is a matter of taste.
func sameIndirect(d *text.Document, got []quote.Quote, want []utterance) bool {
	if len(got) != len(want) {
		return false
	}
	core := func(s string) string { return strings.TrimRight(strings.TrimPrefix(s, "that "), ".,") }
	for i, q := range got {
		if core(d.Slice(q.Span)) != core(want[i].Words) || !want[i].by(q.Speaker) {
			return false
		}
	}
	return true
}

func (u utterance) name() string {
	if len(u.Speakers) > 0 {
		return strings.Join(u.Speakers, " and ")
	}
	return u.Speaker
}

// several parts the names of those who speak with one voice.
var several = regexp.MustCompile(`, and |, | and `)

// by reports whether got is the speaker. Common nouns are the same with another article or a capital; where nobody can
// know the name, "the company" is as good as nothing.
func (u utterance) by(got string) bool {
	if len(u.Speakers) > 0 {
		return slices.Equal(several.Split(got, -1), u.Speakers)
	}
	if u.Speaker == "" {
		return !isName(got)
	}
	return strings.EqualFold(withoutArticle(got), withoutArticle(u.Speaker))
}

// isName tells names from common nouns, also from those with a name in them: "a person close to Ada Hale".
func isName(speaker string) bool {
	words := strings.Fields(withoutArticle(speaker))
	if len(words) == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsUpper(first) && unicode.IsUpper(last)
}

func withoutArticle(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "a", "an", "the", "one":
		if ok {
			return rest
		}
	}
	return s
}

func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func wanted(us []utterance) string {
	parts := make([]string, len(us))
	for i, u := range us {
		parts[i] = u.name() + ": " + u.Words
	}
	return strings.Join(parts, " | ")
}

// without is the file less the marks that are outgrown, by case.
func without(file string, outgrown map[string]*regexp.Regexp) string {
	var out strings.Builder
	var mark *regexp.Regexp
	for line := range strings.Lines(file) {
		if name, ok := strings.CutPrefix(line, "- name: "); ok {
			mark = outgrown[strings.TrimSpace(name)]
		}
		if mark == nil || !mark.MatchString(line) {
			out.WriteString(line)
		}
	}
	return out.String()
}
