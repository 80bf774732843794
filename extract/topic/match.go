package topic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// Part is a stretch of the document that was read by itself: its title, its body.
type Part struct {
	Doc   *text.Document
	Names *entity.Names // nil when names were not looked for
}

// Match is the names of the topics that hold for a document, in the order of topics. None is looked for in all
// parts. With Within "paragraph" the entities and one of the words must stand in one paragraph; a title is one.
func Match(parts []Part, topics []Topic) []string {
	var out []string
	for i := range topics {
		if holds(parts, &topics[i]) {
			out = append(out, topics[i].Name)
		}
	}
	return out
}

func holds(parts []Part, t *Topic) bool {
	if len(t.Entities) == 0 && len(t.Any) == 0 {
		return false // a topic without conditions would match everything: config refuses it, and so do we
	}
	for _, p := range parts {
		if hasAny(p.Doc, text.Span{End: len(p.Doc.Text)}, t.None) {
			return false
		}
	}
	if t.Within != "paragraph" {
		return near(parts, t, func(d *text.Document) []text.Span { return []text.Span{{End: len(d.Text)}} }, true)
	}
	return near(parts, t, func(d *text.Document) []text.Span { return d.Paragraphs }, false)
}

// near reports whether entities and words stand together in one of the stretches that cut makes of each part, or,
// when joined, in all stretches taken together.
func near(parts []Part, t *Topic, cut func(*text.Document) []text.Span, joined bool) bool {
	named, word := map[string]bool{}, len(t.Any) == 0
	for _, p := range parts {
		for _, span := range cut(p.Doc) {
			if !joined {
				clear(named)
				word = len(t.Any) == 0
			}
			if p.Names != nil {
				for _, m := range p.Names.In(span) {
					for _, e := range t.Entities {
						if m.Name == e {
							named[e] = true
						}
					}
				}
			}
			word = word || hasAny(p.Doc, span, t.Any)
			if word && len(named) >= need(t) {
				return true
			}
		}
	}
	return false
}

// need is how many different entities must be named.
func need(t *Topic) int {
	if len(t.Entities) == 0 {
		return 0
	}
	return max(t.AtLeast, 1)
}

func hasAny(d *text.Document, span text.Span, phrases []string) bool {
	for _, p := range phrases {
		if hasPhrase(d.Slice(span), p) {
			return true
		}
	}
	return false
}

// hasPhrase reports whether phrase stands in s as whole words. Case counts for acronyms only: phrases whose letters
// are all capitals, and short mixed ones such as "DoW".
func hasPhrase(s, phrase string) bool {
	if phrase == "" {
		return false
	}
	exact := acronym(phrase)
	for i := 0; i+len(phrase) <= len(s); {
		j := index(s[i:], phrase, exact)
		if j < 0 {
			return false
		}
		i += j
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(phrase):])
		if !wordRune(before) && !wordRune(after) {
			return true
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return false
}

// index finds phrase in s; fold ignores case for phrases whose bytes are as long in either case, which is all that
// EqualFold over equal lengths can see.
func index(s, phrase string, exact bool) int {
	if exact {
		return strings.Index(s, phrase)
	}
	for i := 0; i+len(phrase) <= len(s); i++ {
		if lowerByte(s[i]) == lowerByte(phrase[0]) || s[i] >= utf8.RuneSelf {
			if utf8.RuneStart(s[i]) && strings.EqualFold(s[i:i+len(phrase)], phrase) {
				return i
			}
		}
	}
	return -1
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func wordRune(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// maxAcronym is how many letters a phrase with inner capitals may have to count as an acronym.
const maxAcronym = 5

func acronym(phrase string) bool {
	upper, letters := 0, 0
	for _, r := range phrase {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return upper >= 2 && (upper == letters || letters <= maxAcronym)
}
