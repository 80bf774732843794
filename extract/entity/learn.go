package entity

import (
	"strings"
	"unicode/utf8"

	"storywatch/extract/text"
)

// learn makes the entities that full names and strong single names stand for.
func (f *finder) learn() {
	for i := range f.cands {
		c := &f.cands[i]
		switch {
		case c.entry > 0:
			c.ent = f.known(c)
		case c.headline:
		case f.wordCount(c.first, c.last) > 1:
			c.ent = f.full(c)
		}
	}
	f.acronyms()
}

func (f *finder) known(c *cand) *ent {
	entry := &f.lex.entries[c.entry-1]
	e := f.ents["\x00"+entry.Name]
	if e == nil {
		e = &ent{name: entry.Name, words: wordsOf(entry.Name), kind: entry.Kind, known: true, of: entry.Of}
		f.ents["\x00"+entry.Name] = e
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
	key := name
	last := strings.TrimSuffix(surnameOf(words), ".")
	if c.kind == Person || c.kind == Unknown {
		key = strings.TrimSuffix(words[0], ".") + " " + last
	}
	if e := f.ents[key]; e != nil {
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
	e := &ent{name: name, words: words, kind: c.kind}
	f.ents[key] = e
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
	if e.kind == Company && n >= 2 && len(e.words[0]) > 3 && !startWords[lower(e.words[0])] {
		f.lead(e.words[0], e)
	}
}

func (f *finder) lead(key string, e *ent) {
	if _, taken := f.byLead[key]; !taken && key != "" {
		f.byLead[key] = e
	}
}

// acronyms reads definitions: "Port Safety Agency (PSA)".
func (f *finder) acronyms() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.ent == nil || c.ent.kind == Person || c.last+2 >= len(f.d.Tokens) || f.word(c.last) != "(" || f.word(c.last+2) != ")" {
			continue
		}
		w := f.word(c.last + 1)
		if acronym(w) || allUpper(w) {
			f.byLead[w] = c.ent
			if c.ent.kind == Unknown {
				c.ent.kind = Agency
			}
		}
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
	if c.gender != Any {
		e.gender = c.gender
	}
	if e.role == "" {
		e.role = c.role
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
				c.ent.last = i + 1
				f.merge(c.ent, c)
			}
		}
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
	if e := f.latest(f.bySurname[name], c); e != nil {
		return e
	}
	if c.kind != Person {
		if e := f.byLead[name]; e != nil {
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
	f.merge(e, c)
	if kind == Person {
		e.gender = c.gender
	}
	return e
}

// loneOrgs are words of orgs.txt that are names by themselves.
var loneOrgs = map[string]bool{"congress": true, "senate": true, "parliament": true, "democrats": true, "republicans": true}

// inHeadline looks for one known name inside a run of title case and shrinks the candidate to it.
func (f *finder) inHeadline(c *cand) *ent {
	for n := c.last - c.first - 1; n > 0; n-- {
		for i := c.first; i+n <= c.last; i++ {
			part := cand{first: i, last: i + n}
			name := f.text(part)
			e := f.ents[name]
			if e == nil {
				e = f.latest(f.bySurname[name], c)
			}
			if e == nil {
				e = f.byLead[name]
			}
			if e != nil && !e.weak {
				c.first, c.last = i, i+n
				return e
			}
		}
	}
	return nil
}

// latest is the one of several namesakes that fits c and was named last; nil when none does.
func (f *finder) latest(list []*ent, c *cand) *ent {
	var best *ent
	for _, e := range list {
		if c.gender != Any && e.gender != Any && c.gender != e.gender {
			continue
		}
		if best == nil || e.last > best.last || e.last == best.last && e.kind == Person && best.kind != Person {
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
