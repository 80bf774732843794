package quote_test

import (
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// TestCommonNouns: people named by what they are to somebody.
func TestCommonNouns(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"name behind its director": {"The Pier Project says no. “It sees children,” said its policy director, Yusma Kelp.", "Yusma Kelp: It sees children,"},
		"a note read aloud":        {"Ida Lund read out a note from a keeper. “It is never sure,” the note went.", "the note: It is never sure,"},
		"headline said again":      {"“We will not sign,” chief tells staff\n\n“We will not sign,” Ida Lund said.", "Ida Lund: We will not sign,"},
		"footer":                   {"Ida Lund left.\n\nThe post “We will not sign,” Norvane chief tells staff appeared first on The Pier Post.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestStatementBy: a block quote in somebody's statement is that person's words.
func TestStatementBy(t *testing.T) {
	l := entity.NewLexicon([]entity.Entry{{Name: "Ada Holt", Kind: entity.Person}})
	title := text.New("Statement by Secretary Ada Holt on Norvane")
	author := quote.StatementBy(title, l.Find(title))
	const words = "I have closed the port and will keep it closed."
	s := "The offer lapsed. It was a fair offer, and it was refused.\n\n" + words + "\n\nQuestions may be put to the office."
	d := text.New(s)
	at := strings.Index(s, words)
	qs, _ := quote.FindIn(d, l.Find(d), []text.Span{{Start: at, End: at + len(words)}}, author)
	if author != "Ada Holt" || len(qs) != 1 || qs[0].Speaker != author || qs[0].Kind != quote.Block {
		t.Errorf("author %q, got %s", author, said(d, qs))
	}
	plain := text.New("On the statement of the port")
	if got := quote.StatementBy(plain, l.Find(plain)); got != "" {
		t.Errorf("%q", got)
	}
}
