package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"storywatch/extract/text"
)

// learn makes the entities that full names and strong single names stand for.
func (f *finder) learn() {
	f.define()
	for i := range f.cands {
		c := &f.cands[i]
		switch {
		case c.entry > 0:
			c.ent = f.known(c)
		case c.headline, c.maybe:
		case f.wordCount(c.first, c.last) > 1:
			if f.prefixed(c) {
				c.prefixed = true
			} else {
				c.ent = f.full(c)
			}
		}
	}
	for i := range f.cands {
		if c := &f.cands[i]; c.prefixed {
			if f.unprefix(c); f.wordCount(c.first, c.last) > 1 {
				c.ent = f.full(c)
			}
		}
	}
	f.acronyms()
	f.calm()
}

func (f *finder) known(c *cand) *ent {
	entry := &f.lex.entries[c.entry-1]
	e := f.ents["\x00"+entry.Name]
	if e == nil {
		e = &ent{name: entry.Name, words: wordsOf(entry.Name), kind: entry.Kind, known: true, of: entry.Of, first: c.first}
		f.ents["\x00"+entry.Name] = e
		f.order = append(f.order, e)
		if entry.Kind == Person {
			if len(e.words) > 1 {
				f.index(e)
			}
			if g, ok := firstNames[lower(e.words[0])]; ok {
				e.gender = g
			}
		}
	}
	f.merge(e, c)
	return e
}

// full is the entity of a name of several words. Persons with the same first and last name are one, whatever
// initials stand between; the fullest form names them.
func (f *finder) full(c *cand) *ent {
	name := f.text(*c)
	words := strings.Fields(name)
	if e := f.namedAlready(words); e != nil {
		f.merge(e, c)
		return e
	}
	key := name
	last := strings.TrimSuffix(surnameOf(words), ".")
	if c.kind == Person || c.kind == Unknown {
		key = strings.TrimSuffix(words[0], ".") + " " + last
	}
	younger := key != name && junior(words)
	if younger && f.ents[key] != nil && !f.ents[key].junior {
		key += " Jr" // the son of somebody named before him
	}
	if e := f.ents[key]; e != nil {
		e.first = min(e.first, c.first)
		if len(name) > len(e.name) && !e.known {
			e.name, e.words = name, words
		}
		f.merge(e, c)
		return e
	}
	if e := f.byLead[name]; e != nil && c.kind != Person {
		f.merge(e, c)
		return e
	}
	e := &ent{name: name, words: words, kind: c.kind, junior: younger, first: c.first}
	f.ents[key] = e
	f.order = append(f.order, e)
	if e.kind == Person || e.kind == Unknown {
		e.gender = firstNames[lower(words[0])]
	}
	f.merge(e, c)
	switch e.kind {
	case Person, Unknown:
		f.index(e)
	}
	if e.kind != Person {
		f.indexLead(e)
	}
	return e
}

// junior reports whether a name ends in Jr., II or III.
func junior(words []string) bool {
	switch strings.TrimSuffix(words[len(words)-1], ".") {
	case "Jr", "II", "III", "IV":
		return true
	}
	return false
}

// index makes a person findable by surname and first name.
func (f *finder) index(e *ent) {
	s := strings.TrimSuffix(surnameOf(e.words), ".")
	f.bySurname[s] = append(f.bySurname[s], e)
	f.byFirst[e.words[0]] = append(f.byFirst[e.words[0]], e)
	if e.gender == Any {
		e.gender = firstNames[lower(e.words[0])]
	}
	// Two-part surnames: "Wasserman Lund", "van der Berg"
	if n := len(e.words); n >= 3 {
		two := strings.Join(e.words[n-2:], " ")
		f.bySurname[two] = append(f.bySurname[two], e)
		if n >= 4 {
			three := strings.Join(e.words[n-3:], " ")
			f.bySurname[three] = append(f.bySurname[three], e)
		}
	}
}

// surnameOf is surname over words as they stand in text, dots and all.
func surnameOf(words []string) string {
	for i := len(words) - 1; i > 0; i-- {
		w := strings.TrimRight(words[i], ".,")
		if !nameSuffixes[w] {
			return w
		}
	}
	return words[0]
}

// indexLead makes an organisation findable by its name without legal form and its initials.
func (f *finder) indexLead(e *ent) {
	n := len(e.words)
	for n > 1 && orgs[lower(strings.TrimRight(e.words[n-1], "."))].legal {
		n--
		f.lead(strings.TrimRight(strings.Join(e.words[:n], " "), ",&"), e)
	}
	if e.kind != Unknown && len(e.words) >= 3 {
		var initials, lettersOfAll strings.Builder
		for _, w := range e.words {
			r, _ := utf8.DecodeRuneInString(w)
			lettersOfAll.WriteRune(r)
			if capital(w) {
				initials.WriteRune(r)
			}
		}
		f.lead(initials.String(), e)
		f.lead(lettersOfAll.String(), e)
	}
	if o := orgs[lower(e.words[n-1])]; n >= 2 && o.kind == Outlet && !airs[lower(e.words[n-1])] {
		f.lead(e.words[n-1], e) // the Gazette
	}
	if e.kind == Company && n >= 2 && len(e.words[0]) > 3 && !startWords[lower(e.words[0])] {
		f.lead(e.words[0], e)
	}
}

// airs are last words of outlets that are no short form of their names.
var airs = map[string]bool{"broadcasting": true, "news": true, "press": true, "radio": true, "television": true, "tv": true, "wire": true}

func (f *finder) lead(key string, e *ent) {
	if _, taken := f.byLead[key]; !taken && key != "" {
		f.byLead[key] = e
	}
}

// merge adds to e what one mention says of it.
func (f *finder) merge(e *ent, c *cand) {
	if e.kind == Unknown {
		e.kind = c.kind
		if c.kind == Person && e.gender == Any && len(e.words) > 1 {
			e.gender = firstNames[lower(e.words[0])]
		}
	}
	if c.gender != Any && (e.gender == Any || c.honored) {
		e.gender = c.gender
	}
	if e.role == "" {
		e.role = c.role
	}
	if len(e.words) > 1 && c.last-c.first > 1 {
		e.relative = c.relative && (e.relative || e.fulls == 0)
		e.fulls++
	}
	if e.of == "" {
		e.of = c.of
	}
}

// link says of every candidate that is not yet somebody whether it is one of the names the text introduced.
func (f *finder) link() {
	for _, headlines := range []bool{false, true} { // what headlines name is known from the text below
		for i := range f.cands {
			c := &f.cands[i]
			if c.headline != headlines {
				continue
			}
			if c.ent == nil {
				c.ent = f.resolve(c)
			}
			if c.ent != nil {
				if c.last-c.first > 1 && !f.inPassing(c) {
					c.ent.last = c.first + 1
				}
				f.merge(c.ent, c)
			}
		}
	}
	if len(f.more) > 0 {
		f.cands = append(f.cands, f.more...)
		slices.SortStableFunc(f.cands, func(a, b cand) int { return a.first - b.first })
	}
	// What was seen at sentence starts only is a name when it stands elsewhere as one.
	for i := range f.cands {
		c := &f.cands[i]
		if c.ent != nil && c.ent.weak && !f.soundsLikeName(c) {
			c.ent = nil
		} else if c.ent != nil {
			c.ent.weak = false
		}
	}
	for i := range f.cands {
		if c := &f.cands[i]; c.ent == nil && c.weak {
			if e := f.ents[f.text(*c)]; e != nil && !e.weak {
				c.ent = e
			}
		}
	}
}

// resolve finds the entity that a shorter form stands for, or makes a new one.
func (f *finder) resolve(c *cand) *ent {
	name := f.text(*c)
	if len(name) < 2 {
		return nil
	}
	if c.maybe {
		return f.fullyNamed(name, c)
	}
	if _, generic := orgs[lower(name)]; generic && !loneOrgs[lower(name)] {
		return f.byLead[name] // "the Department": which one is not said here
	}
	if e := f.ents[name]; e != nil {
		if !c.weak {
			e.weak = false
		}
		return e
	}
	if c.headline && f.wordCount(c.first, c.last) > 1 {
		words := strings.Fields(name)
		if e := f.ents[words[0]+" "+surnameOf(words)]; e != nil {
			return e
		}
		return f.inHeadline(c)
	}
	if e := f.latest(f.bySurname[name], c); e != nil && f.shortens(e, name, c) {
		return e
	}
	if c.kind != Person {
		if e := f.byLead[name]; e != nil {
			return e
		}
	}
	if len(name) > 3 && allUpper(name) { // a speaker's label in capitals
		if f.upper == nil {
			f.upper = f.upperNames()
		}
		if e := f.upper[name]; e != nil && e.kind == Person {
			return e
		}
	}
	if f.lex != nil && f.wordCount(c.first, c.last) == 1 {
		if entry, ok := f.lex.surnames[name]; ok && entry >= 0 && c.kind != Place {
			k := cand{first: c.first, last: c.last, entry: entry + 1, kind: Person, role: c.role, gender: c.gender}
			c.entry = k.entry
			return f.known(&k)
		}
	}
	if c.kind == Unknown || c.kind == Person {
		if _, ok := firstNames[lower(name)]; ok {
			if e := f.latest(f.byFirst[name], c); e != nil {
				return e
			}
		}
	}
	if c.headline {
		return nil
	}
	if c.weak && f.seenLower(lower(name)) {
		return nil
	}
	kind := c.kind
	if kind == Unknown && acronym(name) && len(name) <= 2 {
		return nil
	}
	e := &ent{name: name, words: []string{name}, kind: kind, weak: c.weak}
	f.ents[name] = e
	f.order = append(f.order, e)
	f.merge(e, c)
	if kind == Person {
		e.gender = c.gender
	}
	return e
}

// shortens reports whether a word can stand for e because it is the last of e's name. A place or an acronym rather
// stands for itself, and so does an ordinary word when e may be anything: "Harbor AI" is not called "AI".
func (f *finder) shortens(e *ent, name string, c *cand) bool {
	if e.kind == Person {
		if c.kind != Place {
			return true
		}
		return c.first == 0 || !prepositions[f.low(c.first-1)]
	}
	if c.kind != Unknown && c.kind != Person || allUpper(name) && !allUpper(e.words[0]) || demonyms[name] {
		return false
	}
	return !f.seenLower(lower(name))
}

// fullyNamed is the person with surname name whom the text names in full, before or behind.
func (f *finder) fullyNamed(name string, c *cand) *ent {
	e := f.latest(f.bySurname[name], c)
	if e == nil || e.kind != Person || len(e.words) < 2 {
		return nil
	}
	return e
}

// loneOrgs are words of orgs.txt that are names by themselves.
var loneOrgs = map[string]bool{"congress": true, "senate": true, "parliament": true, "democrats": true, "republicans": true}

// maxName is how many tokens a name is looked for in: longer ones are rows of names, and looking costs their square.
const maxName = 12

// inHeadline looks for known names inside a run of title case, shrinks the candidate to the first of them and notes the
// others.
func (f *finder) inHeadline(c *cand) *ent {
	first, last := c.first, c.last
	var found *ent
	for i := first; i < last; i++ {
		for n := min(last-i, maxName); n > 0; n-- {
			e := f.knownName(cand{first: i, last: i + n})
			if e == nil {
				continue
			}
			if found == nil {
				c.first, c.last, found = i, i+n, e
			} else {
				f.more = append(f.more, cand{first: i, last: i + n, headline: true, ent: e, kind: e.kind})
			}
			i += n - 1
			break
		}
	}
	return found
}

// knownName is the entity that exactly these words name, in the usual writing or in capitals.
func (f *finder) knownName(part cand) *ent {
	name := f.text(part)
	e := f.ents[name]
	if e == nil && part.last-part.first > 1 {
		words := strings.Fields(name)
		e = f.ents[words[0]+" "+surnameOf(words)]
	}
	if e == nil {
		e = f.latest(f.bySurname[name], &part)
	}
	if e == nil {
		e = f.byLead[name]
	}
	if e == nil && len(name) > 3 && strings.ToUpper(name) == name {
		if f.upper == nil {
			f.upper = f.upperNames()
		}
		e = f.upper[name]
	}
	if e == nil || e.weak {
		return nil
	}
	return e
}

// latest is the one of several namesakes that fits c and was named last; nil when none does.
func (f *finder) latest(list []*ent, c *cand) *ent {
	var best *ent
	for _, e := range list {
		if c.gender != Any && e.gender != Any && c.gender != e.gender {
			continue
		}
		if best == nil || f.before(e, best, c) {
			best = e
		}
	}
	return best
}

// soundsLikeName reports whether a word at a sentence's start that the text has nowhere else is used as a name: what
// follows treats it as somebody who does something.
func (f *finder) soundsLikeName(c *cand) bool {
	low := f.low(c.first)
	if _, ok := firstNames[low]; ok {
		return true
	}
	if acronym(f.text(*c)) {
		return true
	}
	w := f.word(c.last - 1)
	if possessive(w) && !strings.HasSuffix(low, "one") && !strings.HasSuffix(low, "body") {
		return true
	}
	if strings.HasSuffix(low, "ing") || strings.HasSuffix(low, "ly") || strings.HasSuffix(low, "ed") || startWords[low] {
		return false
	}
	if c.last >= len(f.d.Tokens) || f.d.Tokens[c.last].Kind != text.Word {
		return false
	}
	switch f.low(c.last) {
	case "said", "says", "told", "wrote", "called", "added", "announced", "argued", "asked", "insisted", "tweeted", "denied", "is", "was", "has", "had", "will", "would", "also", "says.", "said.", "declined", "did", "does", "doesn't", "didn't", "hasn't", "isn't", "wants", "plans", "sued", "filed", "agreed", "signed", "responded", "replied", "noted", "continued", "then", "later", "could", "may", "posted":
		return !strings.HasSuffix(low, "s") || strings.HasSuffix(low, "ss") || f.low(c.last) == "is" || f.low(c.last) == "was" || f.low(c.last) == "has"
	}
	return false
}
