package event

import (
	"strings"

	"storywatch/extract/entity"
)

// lists are the small word lists of the rule file, ready for looking up.
type lists struct {
	bodies       map[string][][]string  // institutions without a name, by first word
	roles        map[string]entity.Kind // common nouns that stand for a name said before: "the company"
	documents    map[string]bool        // papers that say things: "the lawsuit says"
	say          map[string]form
	adverbs      map[string]bool
	negative     map[string]bool
	opinion      map[string]bool
	habit        map[string]bool
	falsehood    map[string]bool
	hearsay      map[string]bool
	guess        map[string]bool // hearsay that is only somebody's guess
	boundaries   map[string]bool
	conditions   map[string]bool
	relatives    map[string]bool
	times        map[string]bool // conjunctions of time: after, before, since
	prepositions map[string]bool
	determiners  map[string]bool
	numbers      map[string]bool
	corrections  phrases // words that make a sentence a note of correction
	trifles      phrases // what such a note may correct without changing what happened
	past         phrases // words that put a sentence into the past: "at the time"
}

// headOnly is the kind of a noun that stands for a name only where the name has it: "the union" is the Dockers Union, and
// never an agency named before.
const headOnly entity.Kind = "head"

func (d listDefs) compile(irr irregular) lists {
	l := lists{
		bodies: map[string][][]string{}, documents: set(d.Documents), say: map[string]form{}, adverbs: set(d.Adverbs),
		negative: set(d.Negative), opinion: set(d.Opinion), habit: set(d.Habit), falsehood: set(d.Falsehood), hearsay: set(d.Hearsay), guess: set(d.Guess),
		boundaries: set(d.Boundaries), conditions: set(d.Conditions), relatives: set(d.Relatives), times: set(d.Times),
		prepositions: set(d.Preposition), determiners: set(d.Determiners),
		numbers: set(strings.Fields("one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion")),
	}
	l.roles = map[string]entity.Kind{}
	for _, w := range d.Companies {
		l.roles[w] = entity.Company
	}
	for _, w := range d.Agencies {
		l.roles[w] = entity.Agency
	}
	for _, w := range d.Heads {
		l.roles[w] = headOnly
	}
	for _, p := range d.Past {
		l.past = append(l.past, irr.phrase(p))
	}
	for _, p := range d.Corrections {
		l.corrections = append(l.corrections, irr.phrase(p))
	}
	for _, p := range d.Trifles {
		l.trifles = append(l.trifles, irr.phrase(p))
	}
	for _, b := range d.Bodies {
		f := strings.Fields(b)
		l.bodies[f[0]] = append(l.bodies[f[0]], f)
	}
	for _, v := range d.Say {
		irr.inflect(v, func(w string, f form) { l.say[w] |= f })
	}
	for _, m := range []map[string]bool{l.conditions, l.relatives, l.times} {
		for w := range m {
			l.boundaries[w] = true
		}
	}
	return l
}
