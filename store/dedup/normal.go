package dedup

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Paragraph is one non-empty line of a text, normalised.
type Paragraph struct {
	Hash  uint64   // of its words; equal for paragraphs that differ in marks and case only
	Words []string // normalised, in order
}

// Split cuts a text into its paragraphs (non-empty lines) and normalises each: NFKC, lower case, words are runs of
// letters and digits, apostrophes inside a word vanish, everything else separates. In scripts written without spaces
// every letter is a word. Lines without a letter or digit are left out.
func Split(text string) []Paragraph {
	var out []Paragraph
	for line := range strings.Lines(text) {
		if w := Words(line); len(w) > 0 {
			out = append(out, Paragraph{Hash: hashWords(w), Words: w})
		}
	}
	return out
}

// Words are the normalised words of a text; Split says how.
func Words(text string) []string {
	if !ascii(text) {
		text = norm.NFKC.String(text)
	}
	text = strings.ToLower(text)
	words := make([]string, 0, len(text)/6)
	var joined []byte // the word so far, when an apostrophe was taken out of it
	start := -1
	end := func(i int) {
		if start < 0 {
			return
		}
		w := text[start:i]
		if joined != nil {
			w, joined = string(append(joined, w...)), nil
		}
		if w != "" {
			words = append(words, w)
		}
		start = -1
	}
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
			if start < 0 {
				start = i
			}
		case r < utf8.RuneSelf && r != '\'':
			end(i)
		case r == '\'' || r == '’' || r == 'ʼ':
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if start < 0 || !unicode.IsLetter(next) {
				end(i)
				break
			}
			joined = append(joined, text[start:i]...)
			start = i + utf8.RuneLen(r)
		case unspaced(r):
			end(i)
			words = append(words, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return words
}

// Key is the normalised words joined by single spaces: equal for titles and quotations that differ in marks only.
func Key(text string) string { return strings.Join(Words(text), " ") }

// Hash is the SHA-256, in hex, of a text's normalised words; "" for a text without any.
func Hash(paragraphs []Paragraph) string {
	h := sha256.New()
	n := 0
	for _, p := range paragraphs {
		for _, w := range p.Words {
			h.Write([]byte(w))
			h.Write([]byte{' '})
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unspaced reports whether r is of a script that writes no spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
