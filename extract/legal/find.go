package legal

import (
	"regexp"
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
var hints = []string{"ourt", "Circuit", "Cir.", "District of", ".D.", "D. D", "(D.", "Judicial Panel"}

// courtsIn finds the courts of sentence number n, longest name first where two overlap.
func courtsIn(d *text.Document, n int) []Court {
	s := d.Sentences[n]
	body := d.Slice(s.Span)
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
			span := text.Span{Start: s.Start + m[0], End: s.Start + m[1]}
			if name == "" || name == supreme && foreign(body[:m[0]]) || slices.ContainsFunc(out, func(c Court) bool { return c.Overlaps(span) }) {
				continue
			}
			out = append(out, Court{Span: span, Name: name})
		}
	}
	slices.SortFunc(out, func(a, b Court) int { return a.Start - b.Start })
	return out
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

// full is a docket number of a federal trial court: office:year-type-number, the judge's initials behind.
var full = regexp.MustCompile(`^(?:(\d{1,2}):)?(\d{2})-?(?i:(cv|cr|mc|md|mj|bk|ap|misc|ml|sw|gj|po))-?(\d{1,6})(?:-[A-Za-z-]+)?$`)

// short is a number as appeals courts and the Court of Federal Claims write it; it counts behind "No." only.
var short = regexp.MustCompile(`^(\d{2}(?:-\d{1,5}[A-Z]?|[AM]\d{1,4}))(?:-cv|-cr)?$`)

// docketNumber reads token i as a docket number in its court form.
func docketNumber(d *text.Document, i int) (string, bool) {
	t := d.Tokens[i]
	if t.Kind != text.Number {
		return "", false
	}
	s := strings.NewReplacer("–", "-", "‑", "-").Replace(d.Slice(t.Span))
	if m := full.FindStringSubmatch(s); m != nil && (m[1] != "" || strings.Count(s, "-") >= 2) {
		number := m[2] + "-" + strings.ToLower(m[3]) + "-" + m[4]
		if m[1] != "" {
			number = m[1] + ":" + number
		}
		return number, true
	}
	if m := short.FindStringSubmatch(s); m != nil && numberCue(d, i) {
		return m[1], true
	}
	return "", false
}

// cueReach is how many tokens back "Nos." may stand from the last number of its list.
const cueReach = 12

// numberCue reports whether "No.", "Nos.", "docket number" or "case" stands before token i, other numbers between at most.
func numberCue(d *text.Document, i int) bool {
	first := max(0, i-cueReach) // "Nos." may have ended a sentence
	for j := i - 1; j >= first; j-- {
		switch w := d.Slice(d.Tokens[j].Span); strings.ToLower(w) {
		case "no", "nos", "docket":
			return true
		case "number", "numbers":
			if j > first {
				before := strings.ToLower(d.Slice(d.Tokens[j-1].Span))
				return before == "case" || before == "docket"
			}
			return false
		case ".", ",", "and", "&", ":", "#":
		default:
			if !short.MatchString(w) {
				return false
			}
		}
	}
	return false
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
		number, ok := docketNumber(d, i)
		if !ok {
			continue
		}
		c := Docket{Span: d.Tokens[i].Span, Number: number, Court: nearest(here, d.Tokens[i].Start)}
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
