package quote

import "strings"

// quoteFeatures yields what speaks for and against quotation n being words that somebody said or wrote, when o is the
// best reading of whose they are; none says that the words before it announce a title or a term.
func (r *reader) quoteFeatures(n int, o *option, none bool, yield func(template, a, b string)) {
	q := r.qs[n]
	words := lengthClass(r.length(q))
	rule := o.rule
	if rule == "" {
		rule = "nobody"
	}
	yield("is", "", "")
	yield("is", rule, words)
	yield("is", rule, chanceClass(o.p))
	yield("is", rule, sortNames[o.who.sort])
	yield("words", words, r.caseOf(q))
	shape := r.shape(q)
	yield("words", shape, "")
	yield("words", rule, shape)
	before := r.markBefore(q)
	yield("before", before, "")
	yield("before", before, words)
	yield("before", before, rule)
	behind := "end"
	if q.end < r.closing(q) {
		behind = "quotation"
		if r.in[q.end] == 0 {
			behind = r.classOf(q.end)
		}
	}
	yield("behind", behind, words)
	yield("behind", behind, before)
	yield("words", r.stands(q), words)
	form := func(name string, is bool) {
		if is {
			yield("form", name, "")
			yield("form", name, words)
		}
	}
	title := r.titleCase(q)
	form("title case", title)
	form("title of a work", title && r.workTitle(q))
	form("term before a noun", r.modifies(q))
	form("single marks", q.single)
	form("announced as a title", none)
	form("kept by the rules", r.likely(n, r.picked))
	form("kept by the rules for this speaker", r.likely(n, o.attribution))
	yield("form", "the rules chose by", r.picked.rule)
	form("headline", r.headline(q))
	if q.open > 0 && q.open-1 >= r.opening(q) && r.in[q.open-1] == 0 {
		yield("before", "word", r.low[q.open-1])
	}
	yield("behind", behind+" "+words, before)
	first, last, person := r.inside(q)
	yield("inside", "first", first)
	yield("inside", "first "+words, first)
	yield("inside", "last "+words, last)
	if person {
		yield("inside", "person", words)
	}
	if r.twice(n) {
		yield("inside", "twice", words)
	}
	if o.found() {
		ref := o.who.last
		if o.cue >= 0 {
			ref = o.cue + 1
		}
		yield("tie", "clauses "+r.clauses(ref, q), words)
		yield("who", "quoted", r.whoIs(o.who))
	}
	if o.cue >= 0 && o.found() {
		if c, ok := r.cue(o.cue); ok {
			yield("tie", c.lemma, "")
			yield("tie", kindNames[c.kind], gapClass(q, o.cue)+" "+words)
		} else {
			yield("tie", r.classOf(o.cue), gapClass(q, o.cue))
		}
	}
}

// inside is the class of the first and the last word of a quotation, and whether it holds a word of the first or second
// person, as speech does and terms do not.
func (r *reader) inside(q quoted) (first, last string, person bool) {
	first, last = "none", "none"
	for i := q.open; i < q.end; i++ {
		if !r.isWord(i) || r.d.Tokens[i].Start < q.Start || r.d.Tokens[i].End > q.End {
			continue
		}
		last = r.classOf(i)
		if first == "none" {
			first = last
		}
		switch bare, _, _ := strings.Cut(r.low[i], "'"); bare {
		case "i", "we", "you", "my", "our", "your", "me", "us", "myself", "let":
			person = true
		}
	}
	return first, last, person
}

// headline reports whether a quotation stands in a first line that ends like no sentence does.
func (r *reader) headline(q quoted) bool {
	s := r.sentence(q.end - 1)
	if s.Paragraph != 0 || len(r.d.Paragraphs) < 2 {
		return false
	}
	last := strings.TrimRight(r.d.Slice(r.d.Paragraphs[0]), " ’'”\"")
	return !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "?") && !strings.HasSuffix(last, "!")
}

// maxTwice is how many quotations before and behind are asked whether they are the same words.
const maxTwice = 40

// twice reports whether the same words stand in marks once more: a term that the article uses.
func (r *reader) twice(n int) bool {
	if r.length(r.qs[n]) > maxModifier+1 {
		return false
	}
	words := strings.Trim(r.d.Slice(r.qs[n].Span), ",.!? ")
	for m := max(0, n-maxTwice); m < min(len(r.qs), n+maxTwice); m++ {
		if m != n && strings.EqualFold(strings.Trim(r.d.Slice(r.qs[m].Span), ",.!? "), words) {
			return true
		}
	}
	return false
}

// clauses counts the words between token i and quotation q that begin a clause of their own.
func (r *reader) clauses(i int, q quoted) string {
	if i >= q.end {
		return "behind"
	}
	n := 0
	for k := max(i, q.open-maxSentence); k < q.open && n < 2; k++ {
		if r.in[k] == 0 && (r.is(k, relative|conjunction) || r.low[k] == "," || r.low[k] == ";") && r.low[k] != "that" {
			n++
		}
	}
	return [...]string{"0", "1", "2+"}[n]
}

func chanceClass(p float64) string {
	switch {
	case p >= .95:
		return "sure"
	case p >= .8:
		return "likely"
	case p >= .5:
		return "maybe"
	}
	return "unsure"
}
