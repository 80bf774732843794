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

	p       float64  // how probable it is among all options, once chosen
	words   float64  // how probable it is that these are somebody's words at all
	options []option // all of them, for the list of candidates
	best    int      // place of this one among them
}

func (a attribution) found() bool { return a.rule != "" }

// about says of each rule what it reads, for the list of candidates. X is the speaker.
var about = map[string]string{
	"according":    "according to X",
	"act":          "X does or wants something in these words: promised to “…”",
	"after":        "X said stands right behind",
	"agent":        "so called by X",
	"ahead":        "X said stands behind the next quotation",
	"aside":        "X said ends the sentence",
	"before":       "X said stands right before",
	"chained":      "goes on from a quotation in the same sentence",
	"colon":        "X's sentence ends in a colon before it",
	"continued":    "goes on from a quotation in the same paragraph",
	"first":        "X begins the sentence",
	"introduced":   "X said, with a colon or a comma before the words",
	"inverted":     "said X stands right behind",
	"judge":        "X judges something in these words: praised its “…”",
	"label":        "X gives something this name: called it a “…”",
	"last":         "X spoke last",
	"lead-in":      "the paragraph before announces it",
	"medium":       "X's statement or the like introduces it",
	"naming":       "X gives something this name, right before it",
	"near":         "X is named nearby",
	"next":         "goes on from the paragraph before",
	"noun":         "X's claim, call or the like",
	"scene":        "the sentence before is about X",
	"signature":    "signed by X",
	"subordinate":  "a clause about X stands before the main one",
	"unknown verb": "X does something in these words",
	"within":       "X says the sentence in which it stands",
}

// trust is how often a rule points at the right speaker of indirect speech, measured on hand-marked news: when the words
// are a name, a pronoun, a common noun. Whether a pronoun is then resolved to the right name is the resolver's part.
var trust = map[string][3]float64{
	"according": {.95, .85, .88}, // according to X, …
	"aside":     {.97, .95, .90}, // …, X said
	"inverted":  {.97, .95, .90}, // …, said X
	"within":    {.93, .91, .60}, // X said that …
}

// confidence is the trust in an attribution's rule for the sort of words it points at.
func (a attribution) confidence() float64 {
	switch a.who.sort {
	case byName:
		return trust[a.rule][0]
	case byPronoun:
		return trust[a.rule][1]
	}
	return trust[a.rule][2]
}

// unspoken is what is left of the trust in a thing that no list says can speak: a plate, a picture.
const unspoken = .5

// chance is how probable it is that the chosen words name the speaker. Common nouns are cut wrong, or are only the
// nearest of several, more often than the weights know.
func (r *reader) chance(a attribution) float64 {
	switch {
	case a.who.sort != byNoun:
		return a.p
	case !r.speaks(a.who):
		return a.p * unspoken
	}
	return a.p * a.p
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
func (r *reader) opening(q quoted) int {
	return max(r.sentence(q.open).First, q.open-maxSentence)
}

// closing is the token behind the last one of the sentence in which q ends.
func (r *reader) closing(q quoted) int { return min(r.sentence(q.end-1).Last, q.end+maxSentence) }

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
