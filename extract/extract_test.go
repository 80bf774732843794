package extract_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"storywatch/extract"
	"storywatch/extract/entity"
	"storywatch/extract/event"
	"storywatch/extract/topic"
)

func reader(t testing.TB, l extract.Lexicon) *extract.Reader {
	t.Helper()
	r, err := extract.New(l)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const story = `The Lagoon Authority ordered every ferry on Tuesday to stop using software made by Tarn Optics.

“We built it with their own pilots,” said Ines Okoro, who runs Tarn Optics. “We will challenge the order in court.”

Okoro said the company had offered a $3 million audit. A hearing is set for March 20.`

func read(t testing.TB, r *extract.Reader, text string) extract.Facts {
	return r.Read(extract.Input{ID: "a", Title: "Authority bans ferry software", Text: text, Published: time.Date(2031, 3, 12, 9, 0, 0, 0, time.UTC), PublishedPrecision: "minute"})
}

// Every span of every fact repeats the words that stand at its code points.
func TestSpansPointIntoTheText(t *testing.T) {
	f := read(t, reader(t, extract.Lexicon{}), "Vorspann – naïve “Ü”.\n"+story)
	runes := []rune(f.Text)
	check := func(what string, s extract.Span) {
		if s.Start < 0 || s.End > len(runes) || string(runes[s.Start:s.End]) != s.Text {
			t.Errorf("%s: [%d, %d) is not %q", what, s.Start, s.End, s.Text)
		}
	}
	for _, q := range f.Quotes {
		check("quote", q.Span)
		if q.SpeakerMention != nil {
			check("mention", *q.SpeakerMention)
		}
	}
	for _, d := range f.Dates {
		check("date", d.Span)
	}
	for _, a := range f.Amounts {
		check("amount", a.Span)
	}
	for _, d := range f.Developments {
		check("evidence", d.Evidence)
	}
	if len(f.Quotes) != 2 || len(f.Dates) < 2 || len(f.Amounts) != 1 || len(f.Developments) < 2 {
		t.Errorf("%d quotes, %d dates, %d amounts, %d developments", len(f.Quotes), len(f.Dates), len(f.Amounts), len(f.Developments))
	}
}

func TestFactsOfAStory(t *testing.T) {
	f := read(t, reader(t, extract.Lexicon{}), story)
	for _, q := range f.Quotes {
		if q.Speaker != "Ines Okoro" {
			t.Errorf("%q is put down to %q", q.Text, q.Speaker)
		}
	}
	found := map[string]extract.Development{}
	for _, d := range f.Developments {
		if d.Ignored == "" {
			found[d.Type] = d
		}
	}
	if d := found["ban"]; d.Status != "ordered" || d.Date.Value != "2031-03-11" || d.Alert != "now" {
		t.Errorf("ban: %+v", d)
	}
	if d := found["lawsuit"]; d.Status != "announced" || d.AttributedTo != "Ines Okoro" {
		t.Errorf("a suit that is announced in a quote is the speaker's: %+v", d)
	}
}

func TestLexiconNamesAreCanonical(t *testing.T) {
	r := reader(t, extract.Lexicon{
		Entities: []entity.Entry{{Name: "Tarn", Kind: entity.Company, Aliases: []string{"Tarn Optics"}}, {Name: "Ines Okoro", Kind: entity.Person, Of: "Tarn"}},
		Topics:   []topic.Topic{{Name: "ferries", Entities: []string{"Tarn"}, AtLeast: 1, Any: []string{"ferry"}, Within: "paragraph"}, {Name: "trains", Any: []string{"train"}, Within: "document"}},
	})
	f := read(t, r, story)
	if len(f.Topics) != 1 || f.Topics[0] != "ferries" {
		t.Errorf("topics %v", f.Topics)
	}
	known := map[string]bool{}
	for _, e := range f.Entities {
		known[e.Name] = e.Known
	}
	if !known["Tarn"] || known["Tarn Optics"] {
		t.Errorf("entities %v", f.Entities)
	}
}

func TestConfiguredLevelsAndTypes(t *testing.T) {
	r := reader(t, extract.Lexicon{Levels: map[string]event.Level{"ban": event.Never}, Types: []event.TypeDef{{Type: "audit", Phrases: []string{"offered a * audit"}, Statuses: []string{"offered"}, Level: event.Digest}}})
	f := read(t, r, story)
	for _, d := range f.Developments {
		if d.Type == "ban" && d.Alert != "" {
			t.Errorf("the config says never: %+v", d)
		}
	}
}

func TestALanguageWithoutRulesHasTextAndNoFacts(t *testing.T) {
	german := strings.Repeat("Die Hafenbehörde verbot am Dienstag den Einsatz der Software, wie ein Sprecher mitteilte. Das Unternehmen kündigte an, gegen die Entscheidung zu klagen. ", 4)
	f := read(t, reader(t, extract.Lexicon{}), german)
	if f.Language != "de" || f.Text == "" || len(f.Quotes)+len(f.Developments)+len(f.Dates) != 0 {
		t.Errorf("language %q, %d developments", f.Language, len(f.Developments))
	}
	if len(f.Notes) != 1 || !strings.Contains(f.Notes[0], `"de"`) {
		t.Errorf("notes %q", f.Notes)
	}
}

// What a section front says of articles is theirs to say.
func TestAListOfPagesHasTextAndNoFacts(t *testing.T) {
	var cards strings.Builder
	for i := range 12 {
		fmt.Fprintf(&cards, `<div class="card"><h3><a href="/ports/%d">Norvane sued the Port Agency over berth %d on Tuesday</a></h3><p>“We will win,” said Mara Holm, who leads the company.</p></div>`, i, i)
	}
	html := `<!doctype html><html lang="en"><head><title>Ports</title></head><body><main><h1>Ports</h1>` + cards.String() + `</main></body></html>`
	f := reader(t, extract.Lexicon{}).Read(extract.Input{URL: "https://tidewater.example/ports", HTML: []byte(html), ContentType: "text/html; charset=utf-8"})
	if f.State != "list" || len(f.Quotes)+len(f.Developments)+len(f.Dates) != 0 || len(f.Notes) == 0 {
		t.Errorf("state %q, %d quotes, %d developments, %d dates, notes %q", f.State, len(f.Quotes), len(f.Developments), len(f.Dates), f.Notes)
	}
}

func TestAwardsBecomeDevelopments(t *testing.T) {
	const list = `NAVY

Tarn Optics LLC, Port Maren, Maine, is awarded a $12,400,000 firm-fixed-price contract (N00039-31-C-0042) for harbor sensors. Work will be performed in Port Maren, Maine, and is expected to be completed by March 2033. The Naval Harbor Command, Norfolk, Virginia, is the contracting activity.`
	for name, tc := range map[string]struct {
		rule  extract.AwardRule
		alert string
	}{
		"no rule: the type's level": {extract.AwardRule{}, "now"},
		"named awardee":             {extract.AwardRule{Entities: []string{"Tarn"}}, "now"},
		"named word":                {extract.AwardRule{Any: []string{"harbor sensors"}}, "now"},
		"another awardee":           {extract.AwardRule{Entities: []string{"Other"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := reader(t, extract.Lexicon{Awards: tc.rule, Entities: []entity.Entry{{Name: "Tarn", Kind: entity.Company, Aliases: []string{"Tarn Optics", "Tarn Optics LLC"}}}})
			f := read(t, r, list)
			if len(f.Awards) != 1 || f.Awards[0].PIID == "" || f.Awards[0].AmountUSD != 12.4e6 {
				t.Fatalf("awards %+v", f.Awards)
			}
			if len(f.Developments) != 1 || f.Developments[0].Type != "contract-award" || f.Developments[0].Alert != tc.alert {
				t.Errorf("developments %+v", f.Developments)
			}
		})
	}
}

// Facts as JSON have lists where programs expect lists.
func TestEmptyDocumentHasEmptyLists(t *testing.T) {
	r := reader(t, extract.Lexicon{})
	foreign := strings.Repeat("Die Hafenbehörde verbot am Dienstag den Einsatz der Software, wie ein Sprecher mitteilte. ", 6)
	for _, in := range []extract.Input{{ID: "x"}, {ID: "y", Text: foreign}} {
		b, err := json.Marshal(r.Read(in))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "null") {
			t.Errorf("%s", b)
		}
	}
}

func FuzzRead(f *testing.F) {
	r := reader(f, extract.Lexicon{Entities: []entity.Entry{{Name: "Tarn", Aliases: []string{"TO"}}}})
	f.Add(story, false)
	f.Add("<p>“He said ‘no’ on Friday,” <b>x", true)
	f.Add("NAVY\nA, B, C (N00039-31-C-0042) is awarded $1 \xff", false)
	f.Fuzz(func(t *testing.T, s string, html bool) {
		in := extract.Input{ID: "f", Published: time.Date(2031, 3, 12, 0, 0, 0, 0, time.UTC)}
		if html {
			in.HTML = []byte(s)
		} else {
			in.Text = s
		}
		facts := r.Read(in)
		n := utf8.RuneCountInString(facts.Text)
		for _, q := range facts.Quotes {
			if q.Start < 0 || q.End > n || q.Start > q.End {
				t.Fatalf("quote [%d, %d) of %d", q.Start, q.End, n)
			}
		}
		for _, d := range facts.Developments {
			if d.Evidence.Start < 0 || d.Evidence.End > n {
				t.Fatalf("evidence [%d, %d) of %d", d.Evidence.Start, d.Evidence.End, n)
			}
		}
	})
}

// A whole article of some 700 words, as text: everything but page extraction.
func BenchmarkReadText(b *testing.B) {
	r := reader(b, extract.Lexicon{})
	text := strings.Repeat(story+"\n", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		read(b, r, text)
	}
}

// The same as a page.
func BenchmarkReadPage(b *testing.B) {
	r := reader(b, extract.Lexicon{})
	page := []byte("<!doctype html><html lang=en><head><title>Ferry software banned</title></head><body><article><h1>Ferry software banned</h1><p>" +
		strings.ReplaceAll(strings.Repeat(story+"\n", 10), "\n", "</p><p>") + "</p></article></body></html>")
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		r.Read(extract.Input{ID: "a", HTML: page, ContentType: "text/html; charset=utf-8"})
	}
}
