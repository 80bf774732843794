package legal

import (
	"slices"
	"strings"

	"storywatch/extract/text"
)

// Find returns the cases and the courts that d names, each in text order. A case is a docket number, a case name, or
// both where they stand in one sentence; its court is the one that the sentence names.
func Find(d *text.Document) ([]Docket, []Court) {
	var dockets []Docket
	var found []Court
	for i := range d.Sentences {
		here := courtsIn(d, i)
		dockets = append(dockets, casesIn(d, i, here)...)
		found = append(found, here...)
	}
	return dockets, found
}

// hints are words of which a sentence that names a court has one; looking for them is cheaper than for the names.
var hints = []string{"ourt", "Circuit", "Cir", "Bankr", "District of", ".D.", "D. D", "(D.", "Judicial Panel"}

// courtsIn finds the courts of sentence number n, longest name first where two overlap.
func courtsIn(d *text.Document, n int) []Court {
	s := d.Sentences[n]
	start := beforeAbbreviation(d, s)
	body := d.Text[start:s.End]
	has := func(hint string) bool { return strings.Contains(body, hint) }
	if !slices.ContainsFunc(hints, has) {
		return nil
	}
	var out []Court
	for _, f := range courts.courts {
		if !slices.ContainsFunc(f.hints, has) {
			continue
		}
		for _, m := range f.re.FindAllStringSubmatchIndex(body, -1) {
			name := f.name(courts, submatches(body, m))
			for m[0] < m[1] && (body[m[0]] == '(' || body[m[0]] == ' ') {
				m[0]++
			}
			for m[1] > m[0] && body[m[1]-1] == ' ' {
				m[1]--
			}
			span := text.Span{Start: start + m[0], End: start + m[1]}
			if name == "" || name == supreme && foreign(body[:m[0]]) || slices.ContainsFunc(out, func(c Court) bool { return c.Overlaps(span) }) {
				continue
			}
			out = append(out, Court{Span: span, Name: name})
		}
	}
	slices.SortFunc(out, func(a, b Court) int { return a.Start - b.Start })
	return out
}

// beforeAbbreviation is where sentence s begins, or the abbreviation before it whose dot only looked like the end of another:
// "(Fed. Cir. 2031)", "(Bankr. S.D. Tex. 2031)".
func beforeAbbreviation(d *text.Document, s text.Sentence) int {
	if s.First < 2 {
		return s.Start
	}
	switch w := d.Tokens[s.First-2]; d.Slice(w.Span) {
	case "Fed", "Bankr":
		return w.Start
	}
	return s.Start
}

// supreme is the court that "the Supreme Court" means where no other country or state is named.
const supreme = "U.S. Supreme Court"

// foreign reports whether the word before "Supreme Court" says that it is another's: "Norway's", "state", "Israeli".
func foreign(before string) bool {
	f := strings.Fields(before)
	if len(f) == 0 {
		return false
	}
	w := f[len(f)-1]
	switch w {
	case "The", "A", "In", "On", "By", "At", "To", "And", "But", "If", "When", "As", "From", "For":
		return false
	}
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || w == "state" || w == "provincial" || capital(w) && !strings.HasSuffix(w, ",")
}

func submatches(s string, m []int) []string {
	out := make([]string, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = s[m[2*i]:m[2*i+1]]
		}
	}
	return out
}

// joinGap is how many tokens may stand between a case name and its number for both to be one mention: ", No."
const joinGap = 5

// casesIn finds the cases of sentence number n.
func casesIn(d *text.Document, n int, here []Court) []Docket {
	s := d.Sentences[n]
	var out []Docket
	names := namesIn(d, s)
	used := make([]bool, len(names))
	for i := s.First; i < s.Last; i++ {
		number, span, ok := docketNumber(d, i)
		if !ok {
			continue
		}
		c := Docket{Span: span, Number: number, Court: nearest(here, span.Start)}
		if at := nameFor(names, i); at >= 0 {
			c.CaseName = names[at].name
			if gap := i - names[at].last; !used[at] && gap >= 0 && gap <= joinGap {
				c.Start = names[at].Start
			}
			used[at] = true
		}
		out = append(out, c)
	}
	for i, name := range names {
		if !used[i] {
			out = append(out, Docket{Span: name.Span, CaseName: name.name, Court: nearest(here, name.End)})
		}
	}
	slices.SortFunc(out, func(a, b Docket) int { return a.Start - b.Start })
	return out
}

// nearest is the court named nearest to byte offset at; "" when there is none.
func nearest(here []Court, at int) string {
	best, gap := "", -1
	for _, c := range here {
		distance := max(c.Start-at, at-c.End, 0)
		if gap < 0 || distance < gap {
			best, gap = c.Name, distance
		}
	}
	return best
}

// nameFor is the case name that token i, a number, belongs to: the last before it, else the first behind.
func nameFor(names []caseName, i int) int {
	best := -1
	for n := range names {
		if names[n].last <= i {
			best = n
		}
	}
	if best < 0 && len(names) > 0 {
		best = 0
	}
	return best
}
