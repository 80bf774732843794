package quote

import "strings"

// attribution is what the words around one quotation say of its speaker.
type attribution struct {
	who  phrase
	from int    // quotation from which the speaker was taken over, 1 + place; 0 when it has its own
	cue  int    // token of the cue, -1 for none
	rule string // a key of trust
	kind cueKind
	none bool // the words are a title or a term: no quote
}

func (a attribution) found() bool { return a.rule != "" }

// trust is how often each rule names the right speaker, measured on hand-marked political news and rounded down.
var trust = map[string]float64{
	"after":        .97, // "…," X said
	"inverted":     .95, // "…," said X
	"introduced":   .95, // X said: "…"   X said, "…"
	"before":       .81, // X said "…"   X, adding that "…"
	"within":       .89, // X said that the "…" was
	"label":        .84, // X called Y a "…"
	"judge":        .85, // X praised its "…"
	"act":          .60, // X promised to "…"
	"according":    .90, // "…," according to X
	"colon":        .78, // X lobbied for more: "…"
	"aside":        .92, // …, X said
	"noun":         .50, // X's claim that "…"
	"medium":       .80, // In a statement: "…"
	"continued":    .96, // "…," X said. "…"
	"chained":      .70, // called it "…" and "…"
	"signature":    .92, // a line below: - X
	"scene":        .74, // X shook her head. "…"
	"lead-in":      .85, // the paragraph before ends in a colon
	"next":         .66, // "…" follows in the next paragraph without words of its own
	"unknown verb": .50,
	"agent":        .80, // was called "…" by X
}

// attribute looks for the words that attribute quotation n. before holds the attributions of the quotations before it.
func (r *reader) attribute(n int, before []attribution) attribution {
	q := r.qs[n]
	lo := r.opening(q)
	if a := r.after(q); a.found() && !(q.open > lo && r.announces(a)) {
		return a
	}
	if lo < q.open {
		if a := r.before(q, lo); a.found() || a.none {
			if a.found() && a.rule != "before" && a.rule != "introduced" && (n+1 >= len(r.qs) || r.qs[n+1].open >= r.closing(q)) {
				if o := r.aside(q); o.found() { // It is "rash," Hale said
					return o
				}
			}
			return a
		}
	}
	if a := r.aside(q); a.found() {
		return a
	}
	if a := r.chained(n, before); a.found() {
		return a
	}
	if lo >= q.open || r.onlyMarks(lo, q.open) {
		return r.standing(n, before)
	}
	return attribution{}
}

// opening is the first token of the sentence that quotation q stands in, as far left as the paragraph's sentences
// without an end of their own go.
func (r *reader) opening(q quoted) int { return r.sentence(q.open).First }

// closing is the token behind the last one of the sentence in which q ends.
func (r *reader) closing(q quoted) int { return r.sentence(q.end - 1).Last }

func (r *reader) onlyMarks(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if r.isWord(i) || r.in[i] > 0 {
			return false
		}
	}
	return true
}

// announces reports whether an attribution behind a quotation rather introduces the next one: … "then," Hale said: "…"
func (r *reader) announces(a attribution) bool {
	n := max(a.cue+1, a.who.last)
	return a.cue >= 0 && n+1 < len(r.low) && r.low[n] == ":" && r.in[n] == 0 && r.in[n+1] > 0
}

// chained takes over the attribution of a quotation that stands just before in the same sentence: "…" and "…".
func (r *reader) chained(n int, before []attribution) attribution {
	if n == 0 {
		return attribution{}
	}
	q, p := r.qs[n], r.qs[n-1]
	if q.open-p.end > 12 || r.sentence(q.open).First != r.sentence(p.end-1).First {
		return attribution{}
	}
	return r.takeOver(n-1, before, "chained")
}

// takeOver makes the attribution of quotation m that of another one.
func (r *reader) takeOver(m int, before []attribution, rule string) attribution {
	b := before[m]
	if !b.found() || b.none {
		return attribution{}
	}
	a := b
	a.rule = rule
	a.from = m + 1
	if b.from > 0 {
		a.from = b.from
	}
	return a
}

func (r *reader) text(p phrase) string {
	if p.sort == noPhrase {
		return ""
	}
	return strings.Join(strings.Fields(r.d.Slice(r.span(p))), " ")
}
