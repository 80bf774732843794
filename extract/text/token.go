package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, with inner apostrophes, hyphens, and the dots of "U.S."
	Number             // digits with inner separators and any letters glued behind: 1,000 24/7 3rd 5G
	Mark               // one quotation mark, of any sort
	Punct              // anything else that is not white space, one rune each
)

// Token is a word, a number or a mark.
type Token struct {
	Span
	Kind Kind
}

// appendTokens cuts the paragraph p of s.
func appendTokens(out []Token, s string, p Span) []Token {
	for i := p.Start; i < p.End; {
		r, w := utf8.DecodeRuneInString(s[i:p.End])
		switch {
		case unicode.IsSpace(r), invisible(r):
			i += w
		case unicode.IsLetter(r):
			end := wordEnd(s, i, p.End)
			out = append(out, Token{Span{i, end}, Word})
			i = end
		case unicode.IsDigit(r):
			end := numberEnd(s, i, p.End)
			out = append(out, Token{Span{i, end}, Number})
			i = end
		case IsQuotationMark(r) || r == '\'':
			out = append(out, Token{Span{i, i + w}, Mark})
			i += w
		default:
			out = append(out, Token{Span{i, i + w}, Punct})
			i += w
		}
	}
	return out
}

// invisible reports whether r is a sign that only says where a line may break: it parts words like a blank, at most.
func invisible(r rune) bool { return r == '\u200b' || r == '\u2060' || r == '\ufeff' }

// IsQuotationMark reports whether r is used to open or close a quotation. The ASCII apostrophe is not among them:
// whether it is one depends on what stands around it.
func IsQuotationMark(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '「', '」', '『', '』', '＂', '″':
		return true
	}
	return false
}

// wordEnd is where the word that begins at i ends. Apostrophes and hyphens between letters belong to it, and so do
// the dots of an abbreviation of single letters (U.S., a.m.).
func wordEnd(s string, i, limit int) int {
	for i < limit {
		r, w := utf8.DecodeRuneInString(s[i:limit])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			i += w
			continue
		}
		if r == '\'' || r == '’' || r == '-' || r == '‑' || r == '&' {
			if n, nw := utf8.DecodeRuneInString(s[i+w : limit]); nw > 0 && (unicode.IsLetter(n) || r == '-' && unicode.IsDigit(n)) && !(r == '’' && !unicode.IsLower(n) && !apostropheName(s, i)) {
				i += w
				continue
			}
		}
		if r == '.' && i > 0 {
			// one letter before the dot, and a letter right behind it or another such dot before: an abbreviation
			before, bw := utf8.DecodeLastRuneInString(s[:i])
			if unicode.IsLetter(before) && singleBefore(s, i-bw) {
				n, _ := utf8.DecodeRuneInString(s[i+w : limit])
				if unicode.IsLetter(n) && singleAfter(s, i+w, limit) || i-bw-1 >= 0 && s[i-bw-1] == '.' {
					i += w
					continue
				}
			}
		}
		break
	}
	return i
}

// apostropheName reports whether the apostrophe at i stands in a name like O’Brien or D’Angelo.
func apostropheName(s string, i int) bool {
	if i == 0 {
		return false
	}
	c := s[i-1]
	return (c == 'O' || c == 'D') && (i == 1 || !isLetterByte(s[i-2]))
}

func isLetterByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// singleBefore reports whether the letter at i has no letter right before it.
func singleBefore(s string, i int) bool {
	if i <= 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// singleAfter reports whether the letter at i is followed by a dot.
func singleAfter(s string, i, limit int) bool {
	_, w := utf8.DecodeRuneInString(s[i:limit])
	return i+w < limit && s[i+w] == '.'
}

// numberEnd is where the number that begins at i ends: digits, separators between digits, and letters glued behind.
func numberEnd(s string, i, limit int) int {
	for i < limit {
		r, w := utf8.DecodeRuneInString(s[i:limit])
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			i += w
			continue
		}
		if strings.ContainsRune(".,:/-‑–", r) {
			n, _ := utf8.DecodeRuneInString(s[i+w : limit])
			if unicode.IsDigit(n) || (r == '-' || r == '‑') && unicode.IsLetter(n) {
				i += w
				continue
			}
		}
		break
	}
	return i
}
