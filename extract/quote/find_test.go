package quote_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

func find(s string) (*text.Document, []quote.Quote, []quote.Quote) {
	d := text.New(s)
	var l *entity.Lexicon
	q, i := quote.Find(d, l.Find(d), nil)
	return d, q, i
}

// said is a quotation and its speaker as a table writes it: "speaker: words".
func said(d *text.Document, qs []quote.Quote) string {
	var b strings.Builder
	for i, q := range qs {
		if i > 0 {
			b.WriteString(" | ")
		}
		b.WriteString(q.Speaker + ": " + d.Slice(q.Span))
	}
	return b.String()
}

func TestSpeakers(t *testing.T) {
	const intro = "Minister Tomas Brandvold met Mara Lindqvist, chief executive of Tidewell, in Oslo.\n\n"
	for name, tc := range map[string]struct{ text, want string }{
		"after":                 {`"We close the port," Brandvold said.`, "Tomas Brandvold: We close the port,"},
		"inverted":              {`"We close the port," said Brandvold.`, "Tomas Brandvold: We close the port,"},
		"before, comma":         {`Brandvold said, "We close the port."`, "Tomas Brandvold: We close the port."},
		"before, colon":         {`Brandvold said: "We close the port."`, "Tomas Brandvold: We close the port."},
		"in the middle":         {`"We close," said Brandvold, "and we stay closed."`, "Tomas Brandvold: We close, | Tomas Brandvold: and we stay closed."},
		"goes on":               {`"We close," Brandvold said. "That is all."`, "Tomas Brandvold: We close, | Tomas Brandvold: That is all."},
		"part of a sentence":    {`Lindqvist said the order was "a mistake of the first rank" and left.`, "Mara Lindqvist: a mistake of the first rank"},
		"the caller speaks":     {`Brandvold called Lindqvist a "danger to every pier."`, "Tomas Brandvold: danger to every pier."},
		"coordinated verbs":     {`Brandvold labelled the plan a "sorry joke" and wrote: "It must go."`, "Tomas Brandvold: sorry joke | Tomas Brandvold: It must go."},
		"gerund":                {`Lindqvist left the hall, saying the talks were "over for good."`, "Mara Lindqvist: over for good."},
		"who was asked":         {`Asked by Lindqvist about the order, Brandvold said, "It stands."`, "Tomas Brandvold: It stands."},
		"according to":          {`The order was "a mistake of the first rank," according to Lindqvist.`, "Mara Lindqvist: a mistake of the first rank,"},
		"relative clause":       {`Lindqvist, who had called the order "plainly unlawful," left.`, "Mara Lindqvist: plainly unlawful,"},
		"inserted clause":       {`Brandvold, who runs the ministry, said it was "too late for talks."`, "Tomas Brandvold: too late for talks."},
		"aside":                 {`The order was "too little and too late" for most crews, Lindqvist said.`, "Mara Lindqvist: too little and too late"},
		"passive with an agent": {`The order was called "a plain disgrace to us all" by Lindqvist.`, "Mara Lindqvist: a plain disgrace to us all"},
		"pronoun":               {`Lindqvist left the hall. "I am done," she said.`, "Mara Lindqvist: I am done,"},
		"other pronoun":         {`Lindqvist left the hall after Brandvold spoke. "I am done," he said.`, "Tomas Brandvold: I am done,"},
		"clause of another":     {`Lindqvist said the ministry would call the plan "a small step for ports."`, "Mara Lindqvist: a small step for ports."},
		"statement":             {`In a statement, Tidewell said: "We will appeal."`, "Tidewell: We will appeal."},
		"case in a statement":   {`Tidewell makes its case in a statement: "We will appeal."`, "Tidewell: We will appeal."},
		"called for":            {`Tidewell called for "no crane without a human hand."`, "Tidewell: no crane without a human hand."},
		"spokesman":             {`"No comment," a spokesman for the ministry said.`, "a spokesman for the ministry: No comment,"},
		"anonymous":             {`"It was loud in there," said two people familiar with the talks.`, "two people familiar with the talks: It was loud in there,"},
		"unknown verb":          {`"Out with you," Brandvold bugled.`, "Tomas Brandvold: Out with you,"},
		"age":                   {`"I saw it fall," Ada Hale, 58, said.`, "Ada Hale: I saw it fall,"},
		"role and name":         {`Her lawyer, Ada Hale, said the order was "void from the first day."`, "Ada Hale: void from the first day."},
		"signature":             {"\"Ports are for people.\"\n\n- Ada Hale", "Ada Hale: Ports are for people."},
		"lead-in":               {"Brandvold then wrote:\n\n\"The port is closed until further notice.\"", "Tomas Brandvold: The port is closed until further notice."},
		"question, then a tag":  {`"Why now?" Lindqvist, who had just landed, asked.`, "Mara Lindqvist: Why now?"},

		"scare quote":      {`The "safety" of the cranes was never tested.`, ""},
		"scare, possessed": {`Tidewell's "hand" would have ruled out night shifts.`, ""},
		"title":            {`Lindqvist is the author of a book titled "Ports of Call for Everyone."`, ""},
		"programme":        {`On the radio show "Harbor at Nine," Brandvold said he would resign.`, ""},
		"name of a plan":   {`The crews worked under a plan called "Clean Piers."`, ""},
		"nickname":         {`He worked with Olaf "Red" Hansen for years.`, ""},
		"nobody known":     {`"There is no port like this one in the world."`, ": There is no port like this one in the world."},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(intro + tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"curly":                 {"“We go,” said Ada Hale.", "Ada Hale: We go,"},
		"mixed":                 {"“We go now,\" said Ada Hale.", "Ada Hale: We go now,"},
		"single outer":          {"‘We go, and you don’t,’ said Ada Hale.", "Ada Hale: We go, and you don’t,"},
		"straight single outer": {"'We go now,' said Ada Hale.", "Ada Hale: We go now,"},
		"nested":                {"“He said ‘no’ to me,” said Ada Hale.", "Ada Hale: He said ‘no’ to me,"},
		"low":                   {"„We go now“, said Ada Hale.", "Ada Hale: We go now"},
		"guillemets":            {"«We go now», said Ada Hale.", "Ada Hale: We go now"},
		"reversed guillemets":   {"»We go now«, said Ada Hale.", "Ada Hale: We go now"},
		"missing close":         {"Ada Hale said: “We go now\n\nBo Lund said: “We stay here.”", "Ada Hale: We go now | Bo Lund: We stay here."},
		"odd mark":              {"The 5\" pipe broke. \"We go now,\" said Ada Hale.", "Ada Hale: We go now,"},
		"reopened":              {"“We go now. It is late.\n\n“It is very late,” said Ada Hale.", "Ada Hale: We go now. It is late.\n\n“It is very late,"},
		"attributes":            {"<a href=\"port.example\">\"We go now,\" said Ada Hale.", "Ada Hale: We go now,"},
		"apostrophes only":      {"The dockers' union and the ministers' aides met in the '90s.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

func TestBlocks(t *testing.T) {
	s := "Ada Hale posted on Friday:\n\nThe port is closed. Go home.\n\nNobody answered."
	d := text.New(s)
	at := strings.Index(s, "The port")
	var l *entity.Lexicon
	qs, _ := quote.Find(d, l.Find(d), []text.Span{{Start: at, End: at + len("The port is closed. Go home.")}})
	if len(qs) != 1 || qs[0].Kind != quote.Block || qs[0].Speaker != "Ada Hale" || d.Slice(qs[0].Span) != "The port is closed. Go home." {
		t.Errorf("got %s (%+v)", said(d, qs), qs)
	}
}

func TestVenue(t *testing.T) {
	for name, tc := range map[string]struct{ text, venue, by string }{
		"statement": {`In a statement, Ada Hale said: "We close."`, "statement", ""},
		"platform":  {`"We close," Ada Hale wrote on Quayline.`, "Quayline", ""},
		"memo":      {`In an internal memo, Ada Hale wrote: "We close."`, "memo", ""},
		"court":     {`"We close," Ada Hale said in court.`, "court", ""},
		"outlet":    {`"We close," Ada Hale told the Fjord Gazette.`, "", "Fjord Gazette"},
		"person":    {`"We close," Ada Hale told Otto Lund.`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, qs, _ := find(tc.text)
			if len(qs) != 1 || qs[0].Venue != tc.venue || qs[0].ReportedBy != tc.by {
				t.Errorf("got %+v, want venue %q, reported by %q", qs, tc.venue, tc.by)
			}
		})
	}
}

// TestLexicon: the names that one knows beforehand are the speakers' names.
func TestLexicon(t *testing.T) {
	l := entity.NewLexicon([]entity.Entry{
		{Name: "Department of Ports", Kind: entity.Agency, Aliases: []string{"DoP"}},
		{Name: "Mara Lindqvist", Kind: entity.Person, Of: "Tidewell"},
	})
	d := text.New(`"We agree," the DoP said. Lindqvist called it "a plain and simple mistake."`)
	qs, _ := quote.Find(d, l.Find(d), nil)
	if got, want := said(d, qs), "Department of Ports: We agree, | Mara Lindqvist: a plain and simple mistake."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestWhy: every quote says what its speaker was chosen by, and who else it might have been.
func TestWhy(t *testing.T) {
	_, qs, _ := find(`Bo Vond told Ingrid Lund of Ada Hale and her "mistake of some size." Ada Hale said: "We close." Then she added, "For good."`)
	if len(qs) != 3 {
		t.Fatalf("%d quotes", len(qs))
	}
	first, whole, pronoun := qs[0], qs[1], qs[2]
	if c := first.Candidates; len(c) < 2 || c[0].Score != first.Confidence || c[0].Name != "Bo Vond" || !slices.ContainsFunc(c, func(c quote.Candidate) bool { return c.Name == "Ingrid Lund" }) {
		t.Errorf("candidates of what may be two people's: %+v", c)
	}
	if c := whole.Candidates; c[0].Name != "Ada Hale" || c[0].Why[0] != "X said, with a colon or a comma before the words" || c[0].Why[1] != "cue said" {
		t.Errorf("candidates of the second: %+v", c)
	}
	if pronoun.Confidence >= whole.Confidence {
		t.Errorf("a pronoun is as sure as a name: %v, %v", pronoun.Confidence, whole.Confidence)
	}
	if whole.Confidence > .99 {
		t.Errorf("%v is claimed, and nothing is that sure", whole.Confidence)
	}
}

// TestFixtures reads testdata/NAME.txt and expects the quotes of NAME.json.
func TestFixtures(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want []struct{ Text, Speaker, Mention, Kind string }
			gold, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(gold, &want); err != nil {
				t.Fatal(err)
			}
			d, qs, _ := find(string(raw))
			for i, q := range qs {
				if i >= len(want) {
					t.Errorf("too many: %q by %q", d.Slice(q.Span), q.Speaker)
					continue
				}
				w := want[i]
				if got := d.Slice(q.Span); got != w.Text || q.Speaker != w.Speaker || d.Slice(q.Mention) != w.Mention || q.Kind != w.Kind {
					t.Errorf("%d: got %q by %q (%q), %s\nwant %q by %q (%q), %s", i, got, q.Speaker, d.Slice(q.Mention), q.Kind, w.Text, w.Speaker, w.Mention, w.Kind)
				}
			}
			if len(qs) < len(want) {
				t.Errorf("%d quotes, want %d", len(qs), len(want))
			}
		})
	}
}
