package quote

import (
	"slices"

	"storywatch/extract/text"
)

// option is one reading of whose words a quotation is: an attribution that a rule found, and every other rule that
// points at the same words. The option without a phrase says that nobody is named.
type option struct {
	attribution
	also  []string // the other rules
	score float64  // sum of the weights of its features
	p     float64  // its share among the options: how probable it is
}

// maxOptions is how many readings of one quotation are weighed; crowded sentences name a dozen people.
const maxOptions = 24

// optionList collects options; the same words found twice are one option.
type optionList struct {
	r      *reader
	list   []option
	tagged bool // "…," X said: what follows "according to" is then not the speaker but who passed it on
}

func (l *optionList) add(a attribution) {
	if !a.found() || a.none || a.who.sort == noPhrase || l.tagged && a.rule == "according" {
		return
	}
	a.who = l.r.apposed(a.who)
	for i := range l.list {
		o := &l.list[i]
		if l.r.sameWords(o.who, a.who) {
			if o.rule != a.rule && !slices.Contains(o.also, a.rule) {
				o.also = append(o.also, a.rule)
			}
			return
		}
	}
	if len(l.list) < maxOptions {
		l.list = append(l.list, option{attribution: a})
	}
}

// sameWords reports whether two phrases name the speaker by the same words of the text.
func (r *reader) sameWords(a, b phrase) bool {
	if a.sort == byName && b.sort == byName {
		return a.name == b.name
	}
	return a.sort == b.sort && a.last == b.last
}

// options are all readings of quotation n: what each rule finds around it, and who else is named nearby. The first one
// is what the rules in their order would choose, when they choose. before holds the attributions chosen for the
// quotations before.
func (r *reader) options(n int, before []attribution) []option {
	q := r.qs[n]
	lo := r.opening(q)
	l := optionList{r: r, list: r.scratch[:0]}
	first := r.attribute(n, before)
	if !first.found() && !first.none {
		first = r.ahead(n)
	}
	r.picked = first
	tag := r.after(q)
	l.tagged = tag.rule == "after" || tag.rule == "inverted"
	l.add(first)
	l.add(tag)
	if lo < q.open {
		r.allBefore(q, lo, l.add)
	}
	l.add(r.aside(q))
	l.add(r.chained(n, before))
	l.add(r.standing(n, before))
	l.add(r.ahead(n))
	if n > 0 && before[n-1].found() {
		l.add(r.takeOver(n-1, before, "last"))
	}
	r.nearby(q, l.add)
	l.list = append(r.withoutReporters(l.list), option{})
	r.scratch = l.list
	return slices.Clone(l.list)
}

// withoutReporters leaves out the outlets that only passed the words on, when somebody else is said to have spoken:
// Hale declared that it was "over," the Gazette reported.
func (r *reader) withoutReporters(list []option) []option {
	spoke := slices.ContainsFunc(list, func(o option) bool { return o.cue >= 0 && spokenBy[o.rule] && r.maySpeak(o.who) })
	if !spoke {
		return list
	}
	return slices.DeleteFunc(list, func(o option) bool {
		return o.who.sort == byName && r.whoIs(o.who) == "outlet" && (!tags[o.rule] || o.cue >= 0 && reporting[cues[r.low[o.cue]].lemma])
	})
}

// maySpeak reports whether a phrase is somebody who is not an outlet: a person, a body, he or she.
func (r *reader) maySpeak(p phrase) bool {
	switch r.whoIs(p) {
	case "person", "body", "name", "name of two words", "he", "she":
		return true
	}
	return false
}

// spokenBy are rules by which somebody in the sentence spoke the words; tags those by which the words' own tag names
// the speaker; reporting the verbs of those who pass words on.
var (
	spokenBy  = map[string]bool{"after": true, "before": true, "inverted": true, "introduced": true, "label": true, "judge": true, "within": true}
	tags      = map[string]bool{"after": true, "inverted": true, "introduced": true, "continued": true}
	reporting = map[string]bool{"report": true}
)

// allBefore yields every attribution that the words of the sentence in front of a quotation allow, nearest verb first.
func (r *reader) allBefore(q quoted, lo int, yield func(attribution)) {
	hi := q.open
	main := r.mainClause(lo, hi)
	for k := hi - 1; k >= lo; k-- {
		if r.in[k] > 0 {
			continue
		}
		if r.low[k] == "according" && k+2 < hi && r.low[k+1] == "to" {
			if p, _ := r.phraseFrom(k+2, hi); p.sort != noPhrase {
				yield(attribution{who: p, cue: k, rule: "according", kind: sayCue})
			}
		}
		c, ok := r.verb(k)
		if !ok {
			yield(r.nounCue(k, lo, hi))
			if r.unknownPast(k) {
				if p := r.subject(k, lo); p.sort == byName || p.sort == byPronoun {
					yield(attribution{who: p, cue: k, rule: "unknown verb", kind: judgeCue})
				}
			}
			continue
		}
		a := r.governs(k, c, q, lo)
		if a.none {
			if p := r.subject(k, lo); p.sort != noPhrase {
				a = attribution{who: p, cue: k, rule: "naming", kind: labelCue}
			}
		}
		if a.found() && k < main {
			a.rule = "subordinate"
		}
		yield(a)
	}
	if p := r.first(lo, hi); p.sort != noPhrase {
		yield(attribution{who: p, cue: -1, rule: "first", kind: sayCue})
	}
}

// ahead is the attribution right behind the next quotation of the paragraph, when no more than a few words part the
// two: "…" and "…," X said.
func (r *reader) ahead(n int) attribution {
	const gap = 3 // tokens: "and", a comma, "of"
	if n+1 >= len(r.qs) || r.qs[n+1].open-r.qs[n].end > gap || !r.sameParagraph(r.qs[n].end-1, r.qs[n+1].open) {
		return attribution{}
	}
	a := r.after(r.qs[n+1])
	if !a.found() {
		a = r.aside(r.qs[n+1])
	}
	if a.found() {
		a.rule = "ahead"
	}
	return a
}

// nearby yields those who are named in the sentence of a quotation, in the one before and the one behind, outside
// quotations, and whom no rule points at.
func (r *reader) nearby(q quoted, yield func(attribution)) {
	s := int(r.sentences[q.open])
	e := int(r.sentences[q.end-1])
	if e+1 < len(r.d.Sentences) {
		e++
	}
	span := text.Span{Start: r.d.Sentences[max(0, s-1)].First, End: r.d.Sentences[e].Last} // tokens
	span.Start = max(span.Start, q.open-maxSentence)
	span.End = min(span.End, q.end+maxSentence)
	for i := span.Start; i < span.End; i++ {
		switch {
		case r.in[i] > 0:
		case r.named(i) >= 0:
			if r.nameFirst(i) == i {
				last := r.nameLast(i)
				yield(attribution{who: phrase{first: i, last: last + 1, sort: byName, name: r.named(i)}, cue: -1, rule: "near"})
				i = last
			}
		case r.is(i, pronoun) && (nominative[r.low[i]] || r.low[i] == "who"), r.low[i] == "his", r.low[i] == "her":
			yield(attribution{who: phrase{first: i, last: i + 1, sort: byPronoun}, cue: -1, rule: "near"})
		case r.is(i, determiner) && !r.is(i, pronoun):
			if p, _ := r.phraseFrom(i, span.End); p.sort == byNoun && r.speaks(p) {
				yield(attribution{who: p, cue: -1, rule: "near"})
			}
		}
	}
}
