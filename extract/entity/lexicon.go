package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// Lexicon is the names one knows beforehand. It does not change after NewLexicon and may be shared by goroutines.
// The nil Lexicon knows none: Find then learns names from the text alone.
type Lexicon struct {
	entries  []Entry
	exact    map[string]int       // a name or alias as written → entry
	folded   map[string]int       // the same in lower case, acronyms left out
	patterns map[string][]pattern // by the first word
	surnames map[string]int       // of persons; -1 when two share it
}

// pattern is the words of one name.
type pattern struct {
	words []string
	entry int
}

// NewLexicon makes a lexicon. Of two entries that claim the same name or alias the first has it.
func NewLexicon(entries []Entry) *Lexicon {
	l := &Lexicon{entries: entries, exact: map[string]int{}, folded: map[string]int{}, patterns: map[string][]pattern{}, surnames: map[string]int{}}
	for i, e := range entries {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			l.add(name, i)
		}
		if e.Kind == Person {
			l.addSurname(e.Name, i)
		}
	}
	return l
}

func (l *Lexicon) add(name string, entry int) {
	words := wordsOf(name)
	if len(words) == 0 {
		return
	}
	key := strings.Join(words, " ")
	if _, taken := l.exact[key]; taken {
		return
	}
	l.exact[key] = entry
	l.patterns[words[0]] = append(l.patterns[words[0]], pattern{words, entry})
	if acronym(key) {
		return
	}
	if low := strings.ToLower(key); low != key || len(words) > 1 {
		if _, taken := l.folded[low]; !taken {
			l.folded[low] = entry
		}
	}
	if up := strings.ToUpper(key); up != key { // headlines and posts in capitals
		words = strings.Fields(up)
		l.patterns[words[0]] = append(l.patterns[words[0]], pattern{words, entry})
	}
}

func (l *Lexicon) addSurname(name string, entry int) {
	words := wordsOf(name)
	if len(words) < 2 {
		return
	}
	s := surname(words)
	if _, taken := l.surnames[s]; taken {
		entry = -1
	}
	l.surnames[s] = entry
}

// Canonical is the entry that name, an alias, or the unshared surname of a person stands for. A leading "the" and a
// trailing possessive are ignored; case is too, except for acronyms.
func (l *Lexicon) Canonical(name string) (Entry, bool) {
	if l == nil {
		return Entry{}, false
	}
	words := wordsOf(name)
	key := strings.Join(words, " ")
	if i, ok := l.exact[key]; ok {
		return l.entries[i], true
	}
	if i, ok := l.folded[strings.ToLower(key)]; ok {
		return l.entries[i], true
	}
	if len(words) > 1 && titles[strings.ToLower(words[0])].honor {
		words = words[1:]
		if words[0] == "." {
			words = words[1:]
		}
	}
	if len(words) == 1 {
		if i, ok := l.surnames[words[0]]; ok && i >= 0 {
			return l.entries[i], true
		}
	}
	return Entry{}, false
}

// at is the longest name of the lexicon that begins at token i and ends before limit: its entry and how many tokens
// it has, or 0.
func (l *Lexicon) at(d *text.Document, i, limit int) (entry, n int) {
	if l == nil || len(l.patterns) == 0 {
		return 0, 0
	}
	for _, p := range l.patterns[bare(d.Slice(d.Tokens[i].Span))] {
		if len(p.words) <= n || i+len(p.words) > limit {
			continue
		}
		ok := true
		for k := 1; k < len(p.words) && ok; k++ {
			w := d.Slice(d.Tokens[i+k].Span)
			if k == len(p.words)-1 {
				w = bare(w)
			}
			ok = w == p.words[k]
		}
		if ok {
			entry, n = p.entry, len(p.words)
		}
	}
	return entry, n
}

// wordsOf are the tokens of a name without a leading article and a trailing possessive.
func wordsOf(name string) []string {
	d := text.New(name)
	var words []string
	for _, t := range d.Tokens {
		words = append(words, d.Slice(t.Span))
	}
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if n := len(words); n > 0 {
		words[n-1] = bare(words[n-1])
	}
	return words
}

// surname is the last word of a person's name that is not a suffix.
func surname(words []string) string {
	for i := len(words) - 1; i > 0; i-- {
		if w := words[i]; !nameSuffixes[w] && unicode.IsLetter(firstRune(w)) {
			return w
		}
	}
	return words[0]
}

var nameSuffixes = map[string]bool{"Jr": true, "Sr": true, "II": true, "III": true, "IV": true, "MD": true, "PhD": true, "Esq": true}

// bare is a word without a possessive ending.
func bare(w string) string {
	if !possessive(w) {
		return w
	}
	n := len(w) - 2
	if w[n] != '\'' {
		n -= len("’") - 1
	}
	return w[:n]
}

// maxAcronym is how many letters a word with inner capitals may have to count as an acronym (DoW, NASAs).
const maxAcronym = 5

// acronym reports whether a name is one for which case counts.
func acronym(name string) bool {
	upper, letters := 0, 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return upper >= 2 && (upper == letters || letters <= maxAcronym) && !strings.Contains(name, " ")
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
