package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// reader is one document while its quotations are read.
type reader struct {
	d     *text.Document
	names *entity.Names
	qs    []quoted

	// by token
	low       []string  // in lower case, apostrophes straight
	lex       []*lexeme // what the word lists say of it
	in        []int32   // 1 + the quotation that it belongs to, marks and all
	sentences []int32   // place of its sentence
	verbs     []answer  // whether it is an attributing verb, once asked
	subjects  []int32   // 1 + the place in phrases of the subject of the verb that it is, once found
	phrases   []phrase

	weights *Weights
	kept    []bool      // which quotations before the one being read are quotations
	picked  attribution // what the rules in their order chose for the one being read
	scratch []option    // where its options are gathered

	taken  map[int]bool // the cues of quotations that report nothing else
	unread []bool       // by token, whether it is within marks that are not read; nil when none is
}

// answer is yes or no once a question was asked.
type answer uint8

const (
	unasked answer = iota
	no
	yes
)

func newReader(d *text.Document, names *entity.Names, qs []quoted) *reader {
	n := len(d.Tokens)
	r := &reader{
		d: d, names: names, qs: qs, low: make([]string, n), lex: make([]*lexeme, n), in: make([]int32, n),
		sentences: make([]int32, n), verbs: make([]answer, n), subjects: make([]int32, n),
	}
	for i, t := range d.Tokens {
		r.low[i] = lower(d.Slice(t.Span))
		r.lex[i] = &nounOnly[0]
		if t.Kind == text.Word || t.Kind == text.Number {
			r.lex[i] = lexemeOf(r.low[i])
		}
	}
	for k, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			r.sentences[i] = int32(k)
		}
	}
	for n, q := range qs {
		for i := q.open; i < q.end; i++ {
			r.in[i] = int32(n + 1)
		}
	}
	return r
}

func lower(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			return strings.ReplaceAll(strings.ToLower(w), "’", "'")
		}
	}
	return w
}

func (r *reader) word(i int) string { return r.d.Slice(r.d.Tokens[i].Span) }

func (r *reader) is(i int, c wordClass) bool { return r.lex[i].class&c != 0 }

// noun is the nouns.txt kind of token i.
func (r *reader) noun(i int) nounKind { return r.lex[i].noun }

// cue is the form of an attributing verb that token i is by its letters alone; verb tells whether it stands as one.
func (r *reader) cue(i int) (cue, bool) {
	c := r.lex[i].cue
	return c, c.kind != noCue
}

// past reports whether token i is an irregular past form of a verb that cues.txt does not have.
func (r *reader) past(i int) bool { return r.lex[i].irregular }

// sentence is the one that holds token i.
func (r *reader) sentence(i int) text.Sentence {
	return r.d.Sentences[r.sentences[i]]
}

// capital reports whether token i begins with an upper-case letter.
func (r *reader) capital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.d.Text[r.d.Tokens[i].Start:])
	return unicode.IsUpper(c)
}

func (r *reader) isWord(i int) bool { return r.d.Tokens[i].Kind == text.Word }

// named is the place in names of the mention that holds token i, or -1.
func (r *reader) named(i int) int { return r.names.Index(i) }

// nameFirst and nameLast are the tokens at which the mention that holds token i begins and ends.
func (r *reader) nameFirst(i int) int {
	n := r.named(i)
	for i > 0 && r.named(i-1) == n {
		i--
	}
	return i
}

func (r *reader) nameLast(i int) int {
	n := r.named(i)
	for i+1 < len(r.low) && r.named(i+1) == n {
		i++
	}
	return i
}

func (r *reader) possessive(i int) bool {
	w := r.low[i]
	return strings.HasSuffix(w, "'s") && !r.is(i, pronoun)
}

// verb is the attributing verb at token i. Nouns and participles that look like one are not: "the claim", "his calls",
// "the proposed".
func (r *reader) verb(i int) (cue, bool) {
	c, ok := r.cue(i)
	if !ok {
		return cue{}, false
	}
	if r.verbs[i] == unasked {
		r.verbs[i] = no
		if r.standsAsVerb(i, c) {
			r.verbs[i] = yes
		}
	}
	if r.verbs[i] == no {
		return cue{}, false
	}
	return c, true
}

// standsAsVerb reports whether the word c at token i is a verb there.
func (r *reader) standsAsVerb(i int, c cue) bool {
	if r.named(i) >= 0 {
		return false
	}
	if i == 0 {
		return c.form == gerundForm
	}
	p := i - 1
	if r.in[p] > 0 {
		return true
	}
	switch {
	case r.low[p] == "so" && c.lemma == "call", r.low[p] == "-" && r.d.Tokens[p].End == r.d.Tokens[i].Start:
		return false
	case r.is(p, determiner) && !r.is(p, pronoun) && r.low[p] != "all" && r.low[p] != "both" && r.low[i] != "said":
		return false
	case r.low[p] == "that" && c.form != gerundForm:
		return true
	case r.possessive(p) && c.form != gerundForm:
		return false
	case c.form == pastForm && r.is(p, preposition) && !r.is(p, conjunction) && !subordinate[r.low[p]] && r.low[p] != "in" && r.low[p] != "by":
		return false // a majority of pledged delegates
	}
	if c.form == baseForm && r.named(p) >= 0 && !(p > 1 && r.low[r.nameFirst(p)-b2i(r.nameFirst(p) > 0)] == "and") {
		return false // the Oslo attack
	}
	if c.form == baseForm || c.form == thirdForm {
		if r.is(p, preposition) && r.low[p] != "to" || r.adjective(p) && r.named(p) < 0 {
			return false
		}
		if c.form == baseForm && (r.low[p] == "one" || r.low[p] == "another" || r.low[p] == "each" || r.low[p] == "every" || r.low[p] == "this") {
			return false
		}
		if c.form == baseForm && r.noun(i) != 0 && !r.is(p, auxiliary|pronoun|adverb|relative) && !(r.isWord(p) && strings.HasSuffix(r.low[p], "s")) {
			return false
		}
	}
	if c.form == baseForm && r.singular(i) || (c.form == baseForm || c.form == thirdForm) && r.noun(i) != 0 && r.predicated(i) {
		return false // a convoluted answer; emails contained
	}
	if c.lemma == "put" && !(i+1 < len(r.low) && r.low[i+1] == "it") {
		return false // as she put it
	}
	if c.form == thirdForm && (r.noun(i) != 0 || r.low[i] == "states") && r.isWord(p) && r.named(p) < 0 && !r.capital(p) && (r.noun(p) == 0 || r.low[p] == "media") &&
		!r.is(p, pronoun|adverb|auxiliary|relative|calendar) && !strings.HasSuffix(r.low[p], "ly") {
		return false // social media posts
	}
	if c.form == gerundForm && r.is(p, preposition) && r.low[p] == "of" {
		return false
	}
	return true
}

// maxAdjectives is how many words may stand between an article and its noun.
const maxAdjectives = 3

// singular reports whether "a" stands before token i with only adjectives in between, so that it is a noun.
func (r *reader) singular(i int) bool {
	for k := i - 1; k >= 0 && k >= i-1-maxAdjectives && r.in[k] == 0 && r.isWord(k) && r.named(k) < 0; k-- {
		if r.low[k] == "a" || r.low[k] == "an" {
			return true
		}
		if strings.HasSuffix(r.low[k], "s") || r.is(k, auxiliary|preposition|pronoun|conjunction|relative|determiner) {
			return false
		}
	}
	return false
}

// predicated reports whether a predicate follows token i, so that it is a noun rather than the verb.
func (r *reader) predicated(i int) bool {
	n := i + 1
	if n >= len(r.low) || r.in[n] > 0 || r.named(n) >= 0 {
		return false
	}
	if c, ok := r.cue(n); ok {
		return c.form == pastForm && r.noun(n) == 0
	}
	return r.past(n) || r.is(n, being) && r.low[n] != "being" && r.low[n] != "be" || r.low[n] == "contained" || r.low[n] == "showed"
}

// adjective reports whether token i looks like an adjective before a noun.
func (r *reader) adjective(i int) bool {
	w := r.low[i]
	switch w {
	case "new", "recent", "own", "public", "latest", "repeated", "first", "last", "similar", "false", "joint", "written", "previous", "earlier", "several", "many":
		return true
	}
	for _, s := range []string{"ous", "ful", "ive", "ical", "less", "ish", "able", "ible", "ary"} {
		if len(w) > len(s)+2 && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// finite reports whether a form of a verb stands on its own as a predicate.
func (c cue) finite() bool { return c.form == pastForm || c.form == thirdForm || c.form == baseForm }

// unknownPast reports whether token i looks like the past form of a verb that cues.txt does not have.
func (r *reader) unknownPast(i int) bool {
	w := r.low[i]
	if len(w) < 5 || !strings.HasSuffix(w, "ed") || r.capital(i) || r.named(i) >= 0 || r.noun(i) != 0 {
		return false
	}
	if _, ok := r.cue(i); ok {
		return false
	}
	return i > 0 && !r.is(i-1, determiner|preposition)
}

// irregularPast are frequent past forms that neither cues.txt nor an ending tells: they mark a predicate.
var irregularPast = words(`became brought built came cut drew drove fell found gave got grew held hit kept knew led left lost made met paid ran rose
	sat saw sent shook shot sold spent stood stuck struck tied took went won wore gives goes takes makes comes gets`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// passive reports whether the verb at i is a participle behind a form of be.
func (r *reader) passive(i int, c cue) bool {
	if c.form != pastForm && c.form != partForm {
		return false
	}
	for k := i - 1; k >= 0 && k > i-5; k-- {
		if r.is(k, being) {
			return true
		}
		if !r.is(k, adverb) && !strings.HasSuffix(r.low[k], "ly") {
			return false
		}
	}
	return false
}
