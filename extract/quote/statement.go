package quote

import (
	"strings"
	"unicode"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// StatementBy is the person whose words a document is by its title: "Statement by Secretary Hale on the port". Empty
// when the title says nothing of the kind.
func StatementBy(title *text.Document, names *entity.Names) string {
	for i := 0; i+2 < len(title.Tokens) && i < maxStatement; i++ {
		if nouns[lower(title.Slice(title.Tokens[i].Span))]&mediumNoun == 0 {
			continue
		}
		switch lower(title.Slice(title.Tokens[i+1].Span)) {
		case "by", "from", "of":
			for k := i + 2; k < len(title.Tokens) && k < i+2+maxStatement; k++ {
				if m, ok := names.At(k); ok {
					if m.Kind == entity.Person {
						return m.Name
					}
					return ""
				}
			}
		}
	}
	return ""
}

// maxStatement is how many tokens of a title stand before "by", and between it and the name.
const maxStatement = 6

// statementTrust is the confidence in a block in the first person, in a document that is somebody's statement by its title.
const statementTrust = .88

// byTitle gives a block without an attribution in the words around it to the author of the statement it stands in.
func (r *reader) byTitle(q quoted, out *Quote, author string) {
	if author == "" || !q.block || out.Speaker != "" || !out.Mention.Empty() {
		return
	}
	out.Speaker, out.Confidence = author, statementTrust
	out.Candidates = []Candidate{{Name: author, Score: statementTrust, Why: []string{"the title says whose statement this is"}}}
}

// repeated reports whether quotation n stands in the headline and again, at least as long, in the text below.
func (r *reader) repeated(n int) bool {
	q := r.qs[n]
	if r.sentence(q.open).Paragraph != 0 || len(r.d.Paragraphs) < 2 || strings.ContainsAny(r.low[r.sentence(q.end-1).Last-1], ".") {
		return false
	}
	words := plain(r.d.Slice(q.Span))
	for _, o := range r.qs[n+1:] {
		if r.sentence(o.open).Paragraph != 0 && strings.Contains(plain(r.d.Slice(o.Span)), words) {
			return true
		}
	}
	return false
}

// plain is text in lower case without punctuation, blanks around each word.
func plain(s string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' && c != '’' }), " ") + " "
}
