package quote

import (
	"strings"

	"storywatch/extract/entity"
)

// feature is one thing that may speak for or against an option: a template and what fills it.
type feature struct{ template, a, b string }

// templates are the kinds of feature and what each is for. Trained weights are kept by these names.
var templates = []struct{ name, about string }{
	{"rule", "a rule points at these words; the rule, and what sort of words they are"},
	{"choice", "the rules in their order would choose these words; by which rule, and the sort of words"},
	{"agree", "another rule points at the same words"},
	{"cue", "the construction of the verb that attributes and its form, by rule"},
	{"verb", "the verb or noun that attributes, and on which side of the quotation it stands"},
	{"gap", "how many tokens part the cue, or the name, from the quotation, by rule"},
	{"verbs", "how many other attributing verbs stand between"},
	{"who", "what the words are: a person, an outlet, a place, which pronoun, which sort of noun; by rule"},
	{"left", "the word before the name: a preposition makes it an object"},
	{"right", "the word behind the name: a verb makes it a subject"},
	{"where", "the sentence in which the name stands, counted from the quotation"},
	{"mark", "the punctuation or the small word right before the quotation, by rule"},
	{"shape", "how the quotation begins and ends, and how long it is, by rule"},
	{"same", "whether the name is the speaker of the quotation before, and where that stands"},
	{"order", "how many options with a rule of their own come first"},
	{"nobody", "for the option that nobody is named: the shape of the quotation, and what the rules would choose"},
	{"alone", "for the option that nobody is named: how the quotation stands in its sentence"},
	{"is", "for whether the words are a quotation at all: the rule of the chosen option and how probable it is"},
	{"words", "the same: how many words it has, and their case"},
	{"before", "the same: the word right before it"},
	{"behind", "the same: the word right behind it"},
	{"form", "the same: title, term before a noun, footer, single marks, headline"},
	{"inside", "the same: its first and last word, whether it speaks to or of somebody present, whether it comes twice"},
	{"tie", "the same: the verb that attributes, and how near it is"},
}

// setting is what all options of one quotation share.
type setting struct {
	shape  string // case of the first letter, end, length
	mark   string
	alone  string // how the quotation stands in its sentence
	choice string // rule that the rules in their order chose
	prev   string // words or name of the speaker of the quotation before, "" for none
	near   string // where the quotation before stands
	same   string // the option is the speaker of the quotation before, with near
	other  string // it is somebody else
	n      int
}

func (r *reader) settingOf(n int, before []attribution, choice attribution) setting {
	q := r.qs[n]
	c := setting{n: n, choice: choice.rule, shape: r.shape(q), mark: r.markBefore(q), alone: r.stands(q)}
	if choice.none {
		c.choice = "none"
	}
	if n > 0 {
		c.near = "far"
		switch {
		case r.sentence(r.qs[n-1].end-1).First == r.sentence(q.open).First:
			c.near = "sentence"
		case r.sameParagraph(r.qs[n-1].end-1, q.open):
			c.near = "paragraph"
		case r.sentence(q.open).Paragraph == r.sentence(r.qs[n-1].end-1).Paragraph+1:
			c.near = "next"
		}
		if before[n-1].found() {
			c.prev = r.handle(before[n-1].who)
			c.same, c.other = "same "+c.near, "other "+c.near
		}
	}
	return c
}

// handle is what tells speakers apart before they are resolved: the canonical name, else the words.
func (r *reader) handle(p phrase) string {
	switch p.sort {
	case byName:
		return r.names.Mentions[p.name].Name
	case byPronoun:
		return r.low[p.first]
	}
	return r.headOf(p)
}

func (r *reader) shape(q quoted) string {
	if q.block {
		return "block"
	}
	end := "open"
	if r.endsUtterance(q) {
		end = "comma"
	} else if r.endsSentence(q) {
		end = "stop"
	}
	return r.caseOf(q) + " " + end + " " + lengthClass(r.length(q))
}

func (r *reader) caseOf(q quoted) string {
	for i := q.open; i < q.end; i++ {
		if r.isWord(i) && r.d.Tokens[i].Start >= q.Start {
			if r.capital(i) {
				return "upper"
			}
			return "lower"
		}
	}
	return "none"
}

func lengthClass(words int) string {
	switch {
	case words <= 1:
		return "1"
	case words == 2:
		return "2"
	case words <= 4:
		return "3-4"
	case words <= 8:
		return "5-8"
	}
	return "9+"
}

// markBefore is the class of the token right before a quotation.
func (r *reader) markBefore(q quoted) string {
	i := q.open - 1
	if i < r.opening(q) || r.in[i] > 0 {
		return "start"
	}
	return r.classOf(i)
}

// classOf names a token for features: itself when it is a frequent function word or a mark, else its class.
func (r *reader) classOf(i int) string {
	w := r.low[i]
	switch w {
	case ":", ",", ".", ";", "that", "the", "a", "an", "of", "as", "to", "by", "for", "with", "in", "on", "and", "or", "but", "not", "from", "who", "—", "-", "(", "?", "is", "was", "were", "are", "what", "so", "too":
		return w
	}
	switch {
	case r.named(i) >= 0 && r.possessive(i):
		return "name's"
	case r.named(i) >= 0:
		return "name"
	case r.possessive(i):
		return "noun's"
	}
	if c, ok := r.verb(i); ok {
		return "verb " + kindNames[c.kind]
	}
	switch {
	case r.is(i, being):
		return "be"
	case r.is(i, auxiliary):
		return "aux"
	case r.is(i, determiner):
		return "det"
	case r.is(i, preposition):
		return "prep"
	case r.is(i, conjunction):
		return "conj"
	case r.is(i, pronoun):
		return "pron"
	case r.is(i, adverb) || strings.HasSuffix(w, "ly"):
		return "adv"
	case r.noun(i)&mediumNoun != 0:
		return "medium"
	case r.noun(i)&speechNoun != 0:
		return "speech"
	case r.noun(i) != 0:
		return "people"
	case r.past(i) || r.unknownPast(i):
		return "past"
	case r.adjective(i):
		return "adj"
	case r.isWord(i):
		if strings.HasSuffix(w, "ing") {
			return "ing"
		}
		return "word"
	}
	return "mark"
}

var kindNames = [...]string{noCue: "none", sayCue: "say", labelCue: "label", judgeCue: "judge", actCue: "act"}

var formNames = [...]string{baseForm: "base", thirdForm: "third", pastForm: "past", gerundForm: "gerund", partForm: "part"}

// constructions name the kind and form of a verb.
var constructions = func() (names [len(kindNames)][len(formNames)]string) {
	for k, kind := range kindNames {
		for f, form := range formNames {
			names[k][f] = kind + " " + form
		}
	}
	return names
}()

// stands says how a quotation stands in its sentence: alone, at the start, at the end, inside.
func (r *reader) stands(q quoted) string {
	lo, hi := r.opening(q), r.closing(q)
	start := q.open <= lo || r.onlyMarks(lo, q.open)
	end := q.end >= hi || r.onlyMarks(q.end, hi)
	switch {
	case start && end:
		return "alone"
	case start:
		return "start"
	case end:
		return "end"
	}
	return "inside"
}

// features yields what speaks for and against option o; rank counts the options before it that a rule found.
func (r *reader) features(c *setting, o *option, rank int, yield func(template, a, b string)) {
	if !o.found() {
		yield("nobody", c.shape, "")
		yield("nobody", c.choice, c.alone)
		yield("alone", c.alone, c.mark)
		return
	}
	q := r.qs[c.n]
	who := r.whoIs(o.who)
	sort := sortNames[o.who.sort]
	yield("rule", o.rule, sort)
	yield("who", who, "")
	yield("who", o.rule, who)
	for _, also := range o.also {
		yield("agree", also, sort)
		yield("agree", also, "")
	}
	if rank == 0 && c.choice == o.rule {
		yield("choice", o.rule, sort)
		yield("choice", "", "")
		yield("choice", o.rule, c.shape)
	}
	yield("order", rankNames[min(rank, len(rankNames)-1)], o.rule)
	at := o.who.first
	side := "before"
	if at >= q.end {
		side = "behind"
	}
	ref := at
	if o.cue >= 0 {
		ref = o.cue
		yield("verb", r.low[o.cue], side)
		if cue, ok := r.cue(o.cue); ok {
			yield("verb", cue.lemma, "")
			yield("cue", o.rule, constructions[cue.kind][cue.form])
		}
	}
	yield("gap", o.rule, gapClass(q, ref))
	yield("verbs", o.rule, r.verbsBetween(q, ref))
	yield("left", r.leftOf(o.who), side)
	yield("right", r.rightOf(o.who), side)
	where := r.whereIs(q, at)
	yield("where", where, sort)
	yield("where", o.rule, where)
	yield("mark", o.rule, c.mark)
	yield("shape", o.rule, c.shape)
	yield("shape", side, c.alone)
	if c.prev != "" {
		same, both := "other", c.other
		if r.handle(o.who) == c.prev {
			same, both = "same", c.same
		}
		yield("same", same, c.near)
		yield("same", both, c.alone)
	}
}

var sortNames = [...]string{noPhrase: "none", byName: "name", byPronoun: "pronoun", byNoun: "noun"}

var rankNames = [...]string{"1", "2", "3", "4+"}

// whoIs is what the words that name a speaker are.
func (r *reader) whoIs(p phrase) string {
	switch p.sort {
	case byName:
		switch m := r.names.Mentions[p.name]; m.Kind {
		case entity.Person:
			return "person"
		case entity.Outlet:
			return "outlet"
		case entity.Place:
			return "place"
		case entity.Unknown:
			if strings.Contains(m.Name, " ") {
				return "name of two words"
			}
			return "name"
		}
		return "body"
	case byPronoun:
		switch w := strings.TrimRight(r.low[p.first], "'svdl"); w {
		case "he", "she", "they", "it", "we", "i", "who", "which", "that", "you", "his", "her":
			return w
		}
		return "pronoun"
	}
	n := nouns[r.headOf(p)]
	switch {
	case n&peopleNoun != 0:
		return "people"
	case n&bodyNoun != 0:
		return "bodies"
	case n&mediumNoun != 0:
		return "medium"
	case n&speechNoun != 0:
		return "speech"
	case r.speaks(p):
		return "speaks"
	}
	return "thing"
}

// gapClass is how far token i is from quotation q.
func gapClass(q quoted, i int) string {
	gap, side := q.open-i, &gapsBefore
	if i >= q.end {
		gap, side = i-q.end, &gapsBehind
	}
	for n, most := range gapLimits {
		if gap <= most {
			return side[n]
		}
	}
	return side[len(gapLimits)]
}

var (
	gapLimits  = [...]int{1, 3, 6, 12, 25}
	gapsBefore = [len(gapLimits) + 1]string{"-1", "-3", "-6", "-12", "-25", "-far"}
	gapsBehind = [len(gapLimits) + 1]string{"+1", "+3", "+6", "+12", "+25", "+far"}
)

// verbsBetween counts the attributing verbs between token i and quotation q.
func (r *reader) verbsBetween(q quoted, i int) string {
	lo, hi := i+1, q.open
	if i >= q.end {
		lo, hi = q.end, i
	}
	lo = max(lo, hi-maxSentence)
	n := 0
	for k := lo; k < hi && n < 2; k++ {
		if r.in[k] == 0 {
			if _, ok := r.verb(k); ok {
				n++
			}
		}
	}
	return [...]string{"0", "1", "2+"}[n]
}

func (r *reader) leftOf(p phrase) string {
	i := p.first - 1
	if i < 0 || r.sentence(p.first).First > i {
		return "start"
	}
	if r.in[i] > 0 {
		return "quotation"
	}
	return r.classOf(i)
}

func (r *reader) rightOf(p phrase) string {
	i := p.last
	if p.sort == byName {
		i = r.nameLast(p.last-1) + 1
		if r.possessive(i - 1) {
			return "possessive"
		}
	}
	if i >= len(r.low) || r.sentence(p.first).Last <= i {
		return "end"
	}
	if r.in[i] > 0 {
		return "quotation"
	}
	return r.classOf(i)
}

// whereIs is the place of token i, counted in sentences and paragraphs from quotation q.
func (r *reader) whereIs(q quoted, i int) string {
	t := r.sentence(i)
	s, e := r.sentence(q.open), r.sentence(q.end-1)
	switch {
	case t.First == s.First && i < q.open:
		return "before"
	case t.First == e.First && i >= q.end:
		return "behind"
	case t.Paragraph == s.Paragraph && i < q.open:
		return "above"
	case t.Paragraph == e.Paragraph && i >= q.end:
		return "below"
	case i < q.open && t.Paragraph == s.Paragraph-1:
		return "paragraph above"
	case i < q.open:
		return "far above"
	}
	return "paragraph below"
}
