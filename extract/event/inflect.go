package event

import "strings"

// form is a set of the inflected forms a word can be: "signed" is past and participle.
type form uint8

const (
	formBase form = 1 << iota
	formS         // third person singular
	formPast
	formPart // past participle
	formIng
)

// irregular gives past and participle of verbs that rules.yaml lists as irregular.
type irregular map[string][2]string

// inflect calls add with every form of a lemma. Where English doubles a consonant or not ("cancelled", "canceled"),
// both spellings are given: an impossible one does no harm, nobody writes it.
func (irr irregular) inflect(lemma string, add func(word string, f form)) {
	add(lemma, formBase)
	n := len(lemma)
	if n < 2 {
		return
	}
	last, before := lemma[n-1], lemma[n-2]
	switch {
	case strings.HasSuffix(lemma, "s") || strings.HasSuffix(lemma, "x") || strings.HasSuffix(lemma, "z") ||
		strings.HasSuffix(lemma, "ch") || strings.HasSuffix(lemma, "sh") || last == 'o':
		add(lemma+"es", formS)
	case last == 'y' && !vowel(before):
		add(lemma[:n-1]+"ies", formS)
	default:
		add(lemma+"s", formS)
	}
	switch {
	case strings.HasSuffix(lemma, "ie"):
		add(lemma[:n-2]+"ying", formIng)
	case last == 'e' && before != 'e':
		add(lemma[:n-1]+"ing", formIng)
	default:
		add(lemma+"ing", formIng)
	}
	doubles := n > 2 && !vowel(last) && vowel(before) && (!vowel(lemma[n-3]) || strings.HasPrefix(lemma[max(0, n-4):], "qu")) && !strings.ContainsRune("wxy", rune(last))
	if doubles {
		add(lemma+string(last)+"ing", formIng)
	}
	if past, ok := irr[lemma]; ok {
		if past[0] == past[1] {
			add(past[0], formPast|formPart)
		} else {
			add(past[0], formPast)
			add(past[1], formPart)
		}
		return
	}
	switch {
	case last == 'e':
		add(lemma+"d", formPast|formPart)
	case last == 'y' && !vowel(before):
		add(lemma[:n-1]+"ied", formPast|formPart)
	default:
		add(lemma+"ed", formPast|formPart)
		if doubles {
			add(lemma+string(last)+"ed", formPast|formPart)
		}
	}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
