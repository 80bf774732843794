package quote

import "strings"

// lexeme is what all word lists say of one word. A reader asks for it once for each token, for the rules ask for the same
// token dozens of times.
type lexeme struct {
	class     wordClass
	noun      nounKind
	cue       cue // its kind is noCue when the word is no form of an attributing verb
	irregular bool
	opens     bool // a subordinate clause: see opensClause
}

// lexemes are the words of all lists.
var lexemes = readLexemes()

// nounOnly are the words that no list has but that are forms of a noun, by its kind; the first is no noun either.
var nounOnly = func() (l [allNouns + 1]lexeme) {
	for k := range l {
		l[k].noun = nounKind(k)
	}
	return l
}()

func readLexemes() map[string]*lexeme {
	m := map[string]*lexeme{}
	of := func(w string) *lexeme {
		if m[w] == nil {
			m[w] = &lexeme{noun: nounOf(w)}
		}
		return m[w]
	}
	for w, c := range classes {
		of(w).class = c
	}
	for w, c := range cues {
		of(w).cue = c
	}
	for w := range nouns {
		of(w)
	}
	for w := range irregularPast {
		of(w).irregular = true
	}
	for w := range opensClause {
		of(w).opens = true
	}
	return m
}

// lexemeOf is what the lists say of a word in lower case.
func lexemeOf(w string) *lexeme {
	if l := lexemes[w]; l != nil {
		return l
	}
	return &nounOnly[nounOf(w)]
}

// nounOf is the nouns.txt kind of a word in lower case: its own, that of an age ("34-year-old"), or that of its singular.
func nounOf(w string) nounKind {
	w = bareLow(w)
	if k, ok := nouns[w]; ok {
		return k
	}
	if strings.HasSuffix(w, "-year-old") {
		return peopleNoun
	}
	if n := len(w); n > 4 && w[n-1] == 's' {
		return nouns[w[:n-1]]
	}
	return 0
}

func bareLow(w string) string { return strings.TrimSuffix(w, "'s") }
