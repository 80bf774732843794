package event

import (
	"slices"
	"strings"

	"storywatch/extract/text"
)

// titleOf is the title as a document; nil when there is none.
func titleOf(in *Input) *text.Document {
	if in.TitleDoc == nil && in.Title != "" {
		return text.New(in.Title)
	}
	return in.TitleDoc
}

// headlineIn is the sentence at the top of the text that repeats the title word for word, as most pages print it; -1 when
// none does.
func headlineIn(d, title *text.Document) int {
	if title == nil || len(title.Tokens) == 0 {
		return -1
	}
	want := plainWords(title, title.Tokens)
	for i, s := range d.Sentences[:min(leadSentences, len(d.Sentences))] {
		if slices.Equal(plainWords(d, d.Tokens[s.First:s.Last]), want) {
			return i
		}
	}
	return -1
}

// plainWords are the words of tokens in lower case, without marks.
func plainWords(d *text.Document, tokens []text.Token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.Kind == text.Word || t.Kind == text.Number {
			out = append(out, strings.ToLower(strings.ReplaceAll(d.Slice(t.Span), "’", "'")))
		}
	}
	return out
}

// titleClaims reads the title as a sentence of its own.
func (r *Rules) titleClaims(in *Input) []found {
	d := titleOf(in)
	if d == nil || len(d.Sentences) == 0 {
		return nil
	}
	var out []found
	evidence := titleSentence(in.Doc, d)
	for i, s := range d.Sentences {
		if s.Last-s.First > maxWords {
			continue
		}
		v := r.newView(d, i, in.TitleNames, nil)
		v.title, v.heading = true, true
		for _, f := range v.claims(in) {
			f.title = true
			f.Evidence, f.Trigger = evidence, text.Span{}
			f.sentence = -1
			out = append(out, f)
		}
	}
	return out
}

// leadSentences is how many sentences at the beginning carry the news; pages put buttons and captions among them.
const leadSentences = 3

// titleReach is how many sentences are searched for the one that says what the title says.
const titleReach = 12

// titleSentence is the sentence of the text that shares most words with the title, the earliest of those; when none
// shares any, the first that is more than a button.
func titleSentence(d, title *text.Document) text.Span {
	const buttonWords = 7
	words := map[string]bool{}
	for _, t := range title.Tokens {
		if w := title.Slice(t.Span); t.Kind != text.Punct && len(w) > 3 {
			words[strings.ToLower(w)] = true
		}
	}
	best, most := -1, 0
	headline := headlineIn(d, title)
	for i, s := range d.Sentences[:min(titleReach, len(d.Sentences))] {
		if s.Last-s.First < buttonWords || i == headline {
			continue
		}
		if best < 0 {
			best = i
		}
		n := 0
		seen := map[string]bool{}
		for _, t := range d.Tokens[s.First:s.Last] {
			if w := strings.ToLower(d.Slice(t.Span)); words[w] && !seen[w] {
				seen[w] = true
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if len(d.Sentences) == 0 {
		return text.Span{}
	}
	return d.Sentences[max(best, 0)].Span
}
