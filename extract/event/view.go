package event

import (
	"sort"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// view is one sentence as the frames see it: its words in lower case, and what the other rooms found in it. All
// indices are tokens of the sentence, from 0.
type view struct {
	r        *Rules
	doc      *text.Document
	index    int // of the sentence; 0 for a title
	span     text.Span
	tokens   []text.Token
	word     []string
	names    []name
	before   []name           // of the sentence before, for "the company"
	all      []entity.Mention // of the document
	quotes   []heard          // quotes that overlap the sentence
	heading  bool             // a title, or a line in the text that stands as one: present tense means it happened
	title    bool
	core     map[string]bool // the names that the document is about; see coreOf
	ask      bool            // ends with a question mark
	courts   [][2]int        // tokens of the courts that the sentence names
	dateline int             // tokens of "PORT ANSEL, Tessaly (Meridian Wire) —" at the beginning; 0 without
}

// name is a mention as tokens [from, to).
type name struct {
	from, to int
	*entity.Mention
}

// heard is a quote as tokens [from, to).
type heard struct {
	from, to int
	*quote.Quote
}

// headingWords is how long a line without a full stop may be and still be a heading.
const headingWords = 16

func (r *Rules) newView(d *text.Document, index int, names *entity.Names, quotes []quote.Quote) *view {
	s := d.Sentences[index]
	v := &view{r: r, doc: d, index: index, span: s.Span, tokens: d.Tokens[s.First:s.Last]}
	v.word = make([]string, len(v.tokens))
	for i, t := range v.tokens {
		w := strings.ToLower(d.Text[t.Start:t.End])
		if strings.Contains(w, "’") {
			w = strings.ReplaceAll(w, "’", "'")
		}
		v.word[i] = w
	}
	if n := len(v.word); n > 0 {
		last := n - 1
		for last > 0 && v.tokens[last].Kind == text.Mark {
			last--
		}
		v.ask = v.word[last] == "?"
		end := v.word[last]
		whole := d.Paragraphs[s.Paragraph] == s.Span
		v.heading = whole && n <= headingWords && end != "." && end != "!" && end != "?" && end != ":" && end != "…" && !strings.HasSuffix(end, ".")
	}
	v.dateline = v.datelineEnd()
	if names != nil {
		m := names.Mentions
		v.all = m
		first := sort.Search(len(m), func(i int) bool { return m[i].End > s.Start })
		for i := first; i < len(m) && m[i].Start < s.End; i++ {
			if from, to, ok := v.tokenRange(m[i].Span); ok {
				v.names = append(v.names, name{from, to, &m[i]})
			}
		}
		if index > 0 {
			for i := first - 1; i >= 0 && d.Sentences[index-1].Contains(m[i].Span); i-- {
				v.before = append(v.before, name{Mention: &m[i]})
			}
		}
	}
	for i := range quotes {
		if q := &quotes[i]; q.Overlaps(s.Span) {
			if from, to, ok := v.tokenRange(q.Span); ok {
				v.quotes = append(v.quotes, heard{from, to, q})
			}
		}
	}
	return v
}

// tokenRange is the tokens that a span covers at least partly.
func (v *view) tokenRange(s text.Span) (from, to int, ok bool) {
	from = sort.Search(len(v.tokens), func(i int) bool { return v.tokens[i].End > s.Start })
	to = sort.Search(len(v.tokens), func(i int) bool { return v.tokens[i].Start >= s.End })
	return from, to, from < to
}

func (v *view) at(i int) string {
	if i < 0 || i >= len(v.word) {
		return ""
	}
	return v.word[i]
}

func (v *view) number(i int) bool {
	return v.tokens[i].Kind == text.Number || v.r.lists.numbers[v.word[i]]
}

// nameAt is the end of the name, pronoun or body that begins at token i; 0 when none does.
func (v *view) nameAt(i int) int {
	if i >= len(v.word) {
		return 0
	}
	for _, n := range v.names {
		if n.from == i {
			return n.to
		}
	}
	if pronouns[v.word[i]] {
		return i + 1
	}
	j := i
	if v.r.lists.determiners[v.word[i]] && i+1 < len(v.word) {
		j++
	}
	if n, ok := v.nameFrom(j); ok && j > i {
		return n.to
	}
	if _, ok := v.r.lists.roles[v.at(j)]; ok {
		return j + 1
	}
	if end := v.bodyAt(j); end > 0 {
		return end
	}
	// a name the other rooms did not learn: words in capitals
	if j := v.capitals(i); j > i && !v.title {
		return j
	}
	return 0
}

// organization is what @org in a phrase stands for.
const organization entity.Kind = "org"

// kindAt is the end of the name of that kind that begins at token i; 0 when none does.
func (v *view) kindAt(i int, k entity.Kind) int {
	n, ok := v.nameFrom(i)
	if !ok {
		return 0
	}
	if n.Kind == k || k == organization && (n.Kind == entity.Company || n.Kind == entity.Agency || n.Kind == entity.Unknown) {
		return n.to
	}
	return 0
}

func (v *view) nameFrom(i int) (name, bool) {
	for _, n := range v.names {
		if n.from == i {
			return n, true
		}
	}
	return name{}, false
}

// capitals is the end of the run of capitalised words at i.
func (v *view) capitals(i int) int {
	j := i
	for j < len(v.tokens) && v.tokens[j].Kind == text.Word {
		c := v.doc.Text[v.tokens[j].Start]
		if c < 'A' || c > 'Z' {
			break
		}
		j++
	}
	return j
}

// bodyAt is the end of an institution without a name ("a federal judge") at i; 0 when there is none.
func (v *view) bodyAt(i int) int {
	best := 0
	for _, b := range v.r.lists.bodies[v.at(i)] {
		if i+len(b) <= len(v.word) && i+len(b) > best && equal(v.word[i:i+len(b)], b) {
			best = i + len(b)
		}
	}
	return best
}

func equal(a, b []string) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// breaks reports whether token i ends a stretch of words that belong together.
func (v *view) breaks(i int) bool {
	switch v.word[i] {
	case ";", ":", "—", "–", ".", "?", "!", "(", ")":
		return true
	}
	return v.r.lists.boundaries[v.word[i]]
}

// quoteAt is the quote that holds token i.
func (v *view) quoteAt(i int) *quote.Quote {
	for _, q := range v.quotes {
		if q.from <= i && i < q.to {
			return q.Quote
		}
	}
	return nil
}

// inMarks reports whether token i stands between quotation marks, whatever quote made of them.
func (v *view) inMarks(i int) bool {
	if v.quoteAt(i) != nil {
		return true
	}
	open := false
	for k := 0; k < i; k++ {
		if v.tokens[k].Kind != text.Mark {
			continue
		}
		switch v.word[k] {
		case `"`:
			open = !open
		case "“":
			open = true
		case "”":
			open = false
		}
	}
	return open
}

var pronouns = set([]string{"he", "she", "it", "they", "we", "i", "him", "her", "them", "us", "you"})

// datelineWords is how long a dateline may be, in tokens.
const datelineWords = 14

// datelineEnd is where the text begins behind "PORT ANSEL, Tessaly (Meridian Wire) —": a first word in capitals and a
// dash. 0 when the sentence has no dateline.
func (v *view) datelineEnd() int {
	if len(v.tokens) == 0 || v.heading {
		return 0
	}
	first := v.doc.Text[v.tokens[0].Start:v.tokens[0].End]
	if len(first) < 2 || strings.ToUpper(first) != first || strings.ToLower(first) == first {
		return 0
	}
	for i := 1; i < len(v.word) && i < datelineWords; i++ {
		switch v.word[i] {
		case "—", "–", "--":
			return i + 1
		case "-":
			if v.word[i-1] == ")" {
				return i + 1
			}
		}
	}
	return 0
}
