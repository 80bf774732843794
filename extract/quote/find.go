package quote

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// Find reads the quotations of d and says whose words they are. names is what entity.Lexicon.Find gave for d; blocks are
// block quotes that the page set off without marks, and may be nil. Both lists are in text order.
func Find(d *text.Document, names *entity.Names, blocks []text.Span) (quotes, indirect []Quote) {
	return FindIn(d, names, blocks, "")
}

// MaxQuotes is how many quotations, and how many reports of speech, of one document are read: the first ones. The
// transcript of a day in court has some hundred; what has more was made to be troublesome, and would take minutes.
const MaxQuotes = 1000

// FindIn is Find for a document that is a statement of author, as StatementBy says: block quotes that nothing around
// them attributes are the author's words.
func FindIn(d *text.Document, names *entity.Names, blocks []text.Span, author string) (quotes, indirect []Quote) {
	return find(shipped(), d, names, blocks, author)
}

func find(w *Weights, d *text.Document, names *entity.Names, blocks []text.Span, author string) (quotes, indirect []Quote) {
	if names == nil {
		names = &entity.Names{}
	}
	lay := layoutOf(d, names, blocks)
	marked := withBlocks(d, findQuoted(d), lay.blocks)
	r := newReader(d, names, marked[:min(len(marked), MaxQuotes)])
	r.weights = w
	found, kept := r.read()
	spoken := r.indirect(found)
	res := newResolver(r, found, spoken)
	for n := range r.qs {
		if kept[n] && !r.repeated(n) {
			q := r.quote(n, found, res)
			r.byTitle(r.qs[n], &q, author)
			quotes = append(quotes, q)
		}
	}
	quotes = lay.speak(r, quotes)
	for _, a := range spoken[:min(len(spoken), MaxQuotes)] {
		indirect = append(indirect, r.reportedSpeech(a, res))
	}
	return quotes, indirect
}

// reportedSpeech makes the result for a stretch of indirect speech.
func (r *reader) reportedSpeech(a attributed, res *resolver) Quote {
	out := Quote{Span: a.Span, Kind: Indirect, Mention: r.spanOf(a.attribution)}
	x := res.settle(source{a.attribution, a.Span})
	out.Speaker, out.Speakers = x.name, res.several[x.name]
	if x.name != "" {
		out.Confidence = a.confidence() * x.sure
	}
	if a.cue >= 0 {
		out.Cue = r.low[a.cue]
	}
	out.Candidates = []Candidate{{Name: x.name, Mention: out.Mention, Score: out.Confidence, Why: append([]string{about[a.rule]}, res.why(a.attribution)...)}}
	out.Venue, out.ReportedBy = res.venue(a.attribution)
	return out
}

// read chooses for every quotation whose words it is, in text order, and whether it is a quotation at all.
func (r *reader) read() (found []attribution, kept []bool) {
	found = make([]attribution, len(r.qs))
	r.kept = make([]bool, len(r.qs))
	for n := range r.qs {
		opts, best := r.choose(n, found[:n])
		found[n] = opts[best].attribution
		found[n].p, found[n].options, found[n].best = opts[best].p, opts, best
		found[n].words = r.isWords(n, &opts[best])
		r.kept[n] = found[n].words > 0
	}
	return found, r.kept
}

// quote makes the result for quotation n.
func (r *reader) quote(n int, found []attribution, res *resolver) Quote {
	q, a := r.qs[n], found[n]
	out := Quote{Span: q.Span, Kind: r.kindOf(n, a)}
	if !a.found() {
		return out
	}
	out.Mention = r.spanOf(a)
	if a.cue >= 0 {
		out.Cue = r.low[a.cue]
	}
	name, sure := res.speaker(n)
	out.Speaker, out.Speakers = name, res.several[name]
	if name != "" {
		out.Confidence = min(r.chance(a)*sure, a.words, certain)
		if a.from > 0 && found[a.from-1].p > 0 { // what goes on from a guess is not much surer
			out.Confidence = min(out.Confidence, found[a.from-1].p+farther)
		}
	}
	why := r.reasons(&a.options[a.best])
	why = append(why, res.why(a)...)
	if a.from > 0 {
		why = append(why, "goes on from "+strconv.Quote(short(r.d.Slice(r.qs[a.from-1].Span))))
	}
	out.Candidates = append([]Candidate{{Name: name, Mention: out.Mention, Score: out.Confidence, Why: why}}, r.others(n, found, name, res.rivals[a.who.first])...)
	out.Venue, out.ReportedBy = res.venue(a)
	return out
}

// certain is the most that is ever claimed: one in a hundred of the surest is wrong in marked articles.
const certain = .99

// farther is how much surer the speaker of a quotation may be than that of the one it goes on from.
const farther = .1

// maxOthers is how many speakers that were not chosen are listed.
const maxOthers = 3

// others are the most probable of the options that were not chosen, after the rivals whom a pronoun may stand for. They
// are not resolved: a pronoun among them is named by its word.
func (r *reader) others(n int, found []attribution, chosen string, rivals []string) []Candidate {
	const improbable = .005 // below, it is shown as 0.00
	var out []Candidate
	for _, name := range rivals {
		out = append(out, Candidate{Name: name, Why: []string{"may be meant as well"}})
	}
	opts := slices.Clone(found[n].options)
	slices.SortStableFunc(opts, func(a, b option) int { return cmp.Compare(b.p, a.p) })
	for i := range opts {
		o := &opts[i]
		if len(out) >= maxOthers || o.p < improbable {
			break
		}
		if !o.found() || o.who == found[n].who {
			continue
		}
		name := r.text(o.who)
		if o.who.sort == byName {
			name = r.names.Mentions[o.who.name].Name
		}
		if name != chosen && !slices.ContainsFunc(out, func(c Candidate) bool { return c.Name == name }) {
			out = append(out, Candidate{Name: name, Mention: r.spanOf(o.attribution), Score: o.p, Why: r.reasons(o)})
		}
	}
	return out
}

// short is the beginning of a quotation, for explanations.
func short(s string) string {
	const limit = 40 // code points; enough to recognise it
	if c := []rune(s); len(c) > limit {
		return string(c[:limit]) + "…"
	}
	return s
}

// kindOf says whether the words are whole utterances or part of the reporter's sentence.
func (r *reader) kindOf(n int, a attribution) string {
	q := r.qs[n]
	if q.block {
		return Block
	}
	c := []rune(strings.TrimLeft(r.d.Slice(q.Span), "[(… "))
	if len(c) == 0 || !unicode.IsUpper(c[0]) && !unicode.IsDigit(c[0]) {
		if a.rule == "continued" && r.opening(q) == q.open {
			return Direct
		}
		return Mixed
	}
	switch before := r.markBefore(q); before {
	case ":", ",":
		return Direct
	case "start", "(", "mark", "—", "-", ".", "?", ";":
		if a.rule == "after" || a.rule == "inverted" || a.rule == "continued" || r.endsUtterance(q) || r.endsSentence(q) || r.stands(q) == "alone" {
			return Direct
		}
	}
	return Mixed
}
