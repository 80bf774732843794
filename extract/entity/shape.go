package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// adjectiveEnds are second halves that make an adjective of a name: "Tidewell-based", "pilot-led".
var adjectiveEnds = map[string]bool{
	"based": true, "led": true, "born": true, "made": true, "bound": true, "run": true, "held": true, "built": true, "wide": true, "style": true,
	"like": true, "only": true, "free": true, "era": true, "type": true, "specific": true, "native": true, "friendly": true, "heavy": true,
	"rich": true, "sized": true, "elect": true, "old": true, "long": true, "level": true, "class": true, "first": true, "wing": true, "right": true,
	"left": true, "center": true, "centre": true, "driven": true, "grown": true, "owned": true, "related": true, "wary": true, "adjacent": true, "area": true, "age": true, "proof": true,
}

// adjectiveStarts are first halves that make an adjective of the name behind them: "Anti-Hale", "Post-war".
var adjectiveStarts = map[string]bool{"anti": true, "pro": true, "ex": true, "non": true, "post": true, "pre": true, "then": true, "now": true, "self": true, "co": true, "re": true}

// adjective reports whether a word with a hyphen describes what follows and names nobody: "Port-certified",
// "Anti-Hale", "Norway-Sweden". Double names ("Hale-Voss", "Al-Dahle") are no adjectives.
func adjective(w string) bool {
	n := strings.LastIndexByte(w, '-')
	if n <= 0 || n+1 >= len(w) {
		return false
	}
	first, last := w[:n], bare(w[n+1:])
	if k := strings.IndexByte(w, '-'); adjectiveStarts[strings.ToLower(w[:k])] {
		return true
	}
	if r := firstRune(last); unicode.IsLower(r) {
		return adjectiveEnds[last] || strings.HasSuffix(last, "ed") || strings.HasSuffix(last, "ing")
	}
	return places[first] && (places[last] || demonyms[last]) || demonyms[first] && (places[last] || demonyms[last])
}

// partyState reports whether a word is what stands in brackets behind a lawmaker: "D-Ohio", "R-N.C.".
func partyState(w string) bool {
	return len(w) > 3 && w[1] == '-' && (w[0] == 'D' || w[0] == 'R' || w[0] == 'I') && w[2] >= 'A' && w[2] <= 'Z'
}

// initials reports whether a word is two initials or more, with dots: "J.D.", "H.R.". Places and bodies are not.
func initials(w string) bool {
	if len(w) < 3 || len(w) > 6 || w[1] != '.' || dottedPlaces[strings.TrimSuffix(w, ".")] {
		return false
	}
	for i := 0; i < len(w); i++ {
		if c := w[i]; i%2 == 0 && (c < 'A' || c > 'Z') || i%2 == 1 && c != '.' {
			return false
		}
	}
	return true
}

// dottedPlaces are states, countries and bodies that are written like initials.
var dottedPlaces = map[string]bool{
	"U.S": true, "U.S.A": true, "U.N": true, "U.K": true, "E.U": true, "D.C": true, "L.A": true, "N.Y": true, "N.J": true, "N.C": true, "S.C": true,
	"N.H": true, "N.D": true, "S.D": true, "N.M": true, "R.I": true, "W.V": true, "B.C": true, "P.R": true, "A.I": true, "I.T": true, "P.M": true, "A.M": true,
	"F.B.I": true, "C.I.A": true, "E.P.A": true, "I.R.S": true, "N.S.A": true, "N.Y.C": true, "G.O.P": true, "A.C": true, "V.A": true, "T.V": true, "F.C": true,
}

// particle reports whether a word may stand between a first name and a surname, or begin the latter.
func particle(w string) bool {
	switch w {
	case "van", "von", "de", "del", "della", "di", "da", "das", "dos", "du", "la", "le", "bin", "bint", "ibn", "al", "el", "ter", "ten", "den", "der", "zu", "y", "abu", "st":
		return true
	}
	return false
}

// article reports whether a lower-case word is a surname with its article glued on: "al-Sadr", "d’Orval".
func article(w string) bool {
	for _, p := range []string{"al-", "el-", "as-", "ash-", "ul-", "ad-", "ar-", "an-", "d'", "d’", "l'", "l’"} {
		if len(w) > len(p)+2 && strings.HasPrefix(w, p) {
			return capital(w[len(p):])
		}
	}
	return false
}

// glued is the last token of the word that token i begins: text whose encoding was lost has signs in the middle of its
// words ("TrÃ©vi").
func (f *finder) glued(i, last int) int {
	end := i
	for k := i; k+1 < last && f.d.Tokens[k].End == f.d.Tokens[k+1].Start; k++ {
		t := f.d.Tokens[k+1]
		if t.Kind == text.Mark || t.Kind != text.Word || k == i {
			if r, _ := utf8.DecodeRuneInString(f.d.Text[t.Start:]); !lostSign(r) {
				break
			}
		}
		if t.Kind != text.Punct {
			end = k + 1
		}
	}
	return end
}

// lostSign reports whether r is what UTF-8 read as Latin-1 leaves in the middle of a word.
func lostSign(r rune) bool { return r >= 0x80 && r <= 0xBF && r != '\u00AB' && r != '\u00BB' }
