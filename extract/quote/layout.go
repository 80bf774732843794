package quote

import (
	"slices"
	"sort"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// voice is a stretch of text that its layout gives to somebody: a turn of a transcript, a post with its author's line, a
// quotation with a credit before or behind it.
type voice struct {
	words text.Span // as reported: without the label, the credit and the marks
	name  text.Span // the words that name the speaker
	who   string    // canonical name; "" when the label is only a part, as Q
	rule  string    // a key of layoutTrust
	block bool      // it has no marks of its own
	kind  string    // what it is reported as
}

// layoutTrust is how often each layout names the right speaker. The labels of transcripts are sure, but whose surname one
// is may not be; a credit in brackets names the outlet, which may have quoted somebody.
var layoutTrust = map[string]float64{
	"transcript": .93, // HALE: We close.
	"label":      .92, // Ada Hale: "We close."
	"post":       .93, // We close. — Ada Hale (@hale) March 3, 2031
	"signature":  .92, // "We close." — Ada Hale, minister
	"credit":     .75, // PORTS TO CLOSE "We close." [Harbor Post]
}

// layout is what the layout of one document says of its speakers.
type layout struct {
	voices []voice     // in text order
	blocks []text.Span // stretches without marks that are somebody's words, in text order, none overlapping
}

// layoutOf reads the layout of d. blocks are the paragraphs that the page set off.
func layoutOf(d *text.Document, names *entity.Names, blocks []text.Span) *layout {
	l := &lines{d: d, names: names}
	posts := l.posts(blocks)
	turns := l.turns()
	out := &layout{voices: slices.Concat(posts, turns, l.labels(turns), l.credits())}
	out.voices = slices.DeleteFunc(out.voices, func(v voice) bool { return v.words.Empty() })
	sort.SliceStable(out.voices, func(i, k int) bool { return out.voices[i].words.Start < out.voices[k].words.Start })
	out.voices = out.voices[:min(len(out.voices), MaxQuotes)]
	out.blocks = l.setOff(blocks, out.voices)
	return out
}

// maxRepeats is how many block quotes are looked up in the rest of the text: an article has some, and each costs a search.
const maxRepeats = 100

// setOff are the block quotes: neighbouring paragraphs are one, what the layout gives to a speaker is one of its own, and one
// that repeats a stretch of the running text (a pull quote) is none.
func (l *lines) setOff(blocks []text.Span, voices []voice) []text.Span {
	var out []text.Span
	taken := func(s text.Span) bool {
		return slices.ContainsFunc(out[max(0, len(out)-2):], func(o text.Span) bool { return o.Overlaps(s) })
	}
	v := 0
	last := -2 // the paragraph that the last block ends in
	var own []text.Span
	for _, w := range voices {
		if w.block {
			own = append(own, w.words)
		}
	}
	for n, b := range blocks {
		if b.Start < 0 || b.End > len(l.d.Text) || b.Empty() || n > 0 && b.Start < blocks[n-1].End {
			continue
		}
		for ; v < len(own) && own[v].Start <= b.Start; v++ {
			if !taken(own[v]) {
				out = append(out, own[v])
			}
			last = -2
		}
		covered := taken(b) || v < len(own) && own[v].Overlaps(b)
		at := l.d.ParagraphAt(b.Start)
		switch {
		case covered || l.postCredit(b) || n < maxRepeats && l.pulled(b):
			last = -2
		case at == last+1 && len(out) > 0:
			out[len(out)-1].End = b.End
			last = l.d.ParagraphAt(b.End - 1)
		default:
			out = append(out, b)
			last = l.d.ParagraphAt(b.End - 1)
		}
	}
	for ; v < len(own); v++ {
		if !taken(own[v]) {
			out = append(out, own[v])
		}
	}
	return out
}

// minPulled is how many bytes a stretch must have for its second place in the text to be no chance.
const minPulled = 25

// pulled reports whether the words of block b stand elsewhere in the text too.
func (l *lines) pulled(b text.Span) bool {
	words := plain(strings.Trim(l.d.Slice(b), "“”\""))
	if len(words) < minPulled {
		return false
	}
	if l.plain == "" {
		l.plain = plain(l.d.Text)
	}
	first := strings.Index(l.plain, words)
	return first >= 0 && strings.Contains(l.plain[first+len(words)-1:], words)
}

// withBlocks adds stretches without marks to the quotations. Those in marks inside such a stretch belong to it, but for one
// that is nearly all of it.
func withBlocks(d *text.Document, qs []quoted, blocks []text.Span) []quoted {
	out := make([]quoted, 0, len(qs)+len(blocks))
	i := 0
	for _, b := range blocks {
		first, last := d.TokenAt(b.Start), d.TokenAt(b.End-1)+1
		if last > len(d.Tokens) || first >= last {
			continue
		}
		b = text.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}
		for ; i < len(qs) && qs[i].outer.End <= b.Start; i++ {
			out = append(out, qs[i])
		}
		k, marked := i, false
		for ; k < len(qs) && qs[k].outer.Overlaps(b); k++ {
			marked = marked || !b.Contains(qs[k].outer) || 10*(qs[k].End-qs[k].Start) >= 9*(b.End-b.Start)
		}
		if marked || len(out) > 0 && out[len(out)-1].end > first {
			continue
		}
		out = append(out, quoted{Span: b, outer: b, open: first, end: last, block: true})
		i = k
	}
	return append(out, qs[i:]...)
}

// speak gives the quotes of r that the layout names a speaker for to that speaker, adds those that nothing else reported,
// and leaves out those that only repeat others.
func (l *layout) speak(r *reader, quotes []Quote) []Quote {
	var out []Quote
	n := 0
	for _, v := range l.voices {
		for n < len(quotes) && quotes[n].End <= v.words.Start {
			out = append(out, quotes[n])
			n++
		}
		var q Quote
		switch {
		case n < len(quotes) && quotes[n].Span == v.words:
			q = quotes[n]
			n++
		case n < len(quotes) && quotes[n].Overlaps(v.words) || len(out) > 0 && out[len(out)-1].End > v.words.Start:
			continue
		default:
			q = Quote{Span: v.words}
		}
		if v.kind != "" {
			q.Kind = v.kind
		}
		if v.who != "" {
			q.Speaker, q.Mention, q.Confidence, q.Cue = v.who, v.name, layoutTrust[v.rule], ""
			q.Candidates = []Candidate{{Name: v.who, Mention: v.name, Score: q.Confidence, Why: []string{v.rule}}}
		}
		out = append(out, q)
	}
	out = append(out, quotes[n:]...)
	return r.once(out[:min(len(out), MaxQuotes)])
}

// once leaves out quotes that stand as paragraphs of their own and repeat words of another quote: pull quotes.
func (r *reader) once(quotes []Quote) []Quote {
	if !slices.ContainsFunc(quotes, func(q Quote) bool { return r.alone(q.Span) }) {
		return quotes
	}
	words := make([]string, len(quotes))
	for i, q := range quotes {
		words[i] = plain(r.d.Slice(q.Span))
	}
	all := strings.Join(words, "\n")
	kept := quotes[:0]
	for i, q := range quotes {
		if len(words[i]) >= minPulled && r.alone(q.Span) && strings.Count(all, words[i]) > 1 {
			again := false
			for k := range quotes {
				if k != i && strings.Contains(words[k], words[i]) && (k < i || !r.alone(quotes[k].Span)) {
					again = true
					break
				}
			}
			if again {
				continue
			}
		}
		kept = append(kept, q)
	}
	return kept
}

// alone reports whether nothing but marks stands in the paragraph of s beside it.
func (r *reader) alone(s text.Span) bool {
	p := r.d.Paragraphs[max(0, r.d.ParagraphAt(s.Start))]
	return p.End >= s.End && len(strings.Trim(r.d.Text[p.Start:s.Start], " “\"'‘")) == 0 && len(strings.Trim(r.d.Text[s.End:p.End], " ”\"'’.")) == 0
}
