package event

import (
	"slices"
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/legal"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

func rules(t testing.TB) *Rules {
	t.Helper()
	r, err := Compile(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPhenomena reads one sentence each, published on Wednesday, 2031-05-14. An empty want means: no claim that counts.
func TestPhenomena(t *testing.T) {
	r := rules(t)
	for _, c := range []struct{ name, text, want, date string }{
		{"active", "Tolvane Ferries sued the Harbor Commission on Monday.", "lawsuit filed", "2031-05-12"},
		{"passive", "The Harbor Commission was sued by Tolvane Ferries on Monday.", "lawsuit filed", "2031-05-12"},
		{"progressive", "Tolvane Ferries is suing the Harbor Commission.", "lawsuit filed", "2031-05-14"},
		{"perfect", "Tolvane Ferries has sued the Harbor Commission.", "lawsuit filed", "2031-05-14"},
		{"headline", "Tolvane Ferries sues Harbor Commission", "lawsuit filed", "2031-05-14"},
		{"headline, infinitive", "Tolvane Ferries to sue Harbor Commission", "lawsuit announced", "2031-05-14"},
		{"headline, participle", "Harbor Commission sued by Tolvane Ferries", "lawsuit filed", "2031-05-14"},
		{"will", "Tolvane Ferries will sue the Harbor Commission.", "lawsuit announced", "2031-05-14"},
		{"will, contracted", "“We’ll sue the commission,” Lindqvist said.", "lawsuit announced", "2031-05-14"},
		{"would after said", "Tolvane Ferries said it would sue the commission.", "lawsuit announced", "2031-05-14"},
		{"would of a bill", "A bill that would ban the ferries is before the council.", "", ""},
		{"vowed", "Tolvane Ferries vowed on Monday to sue the commission.", "lawsuit announced", "2031-05-12"},
		{"threatened", "Tolvane Ferries threatened to sue the commission unless the fee is cut.", "lawsuit threatened", "2031-05-14"},
		{"will, unless", "Tolvane Ferries will sue the commission unless the fee is cut.", "lawsuit threatened", "2031-05-14"},
		{"otherwise", "Otherwise, Tolvane Ferries will sue the commission.", "lawsuit threatened", "2031-05-14"},
		{"noun in a headline", "Senator proposes ferry ban for government officials", "", ""},
		{"could", "Tolvane Ferries could sue the commission.", "", ""},
		{"might not", "Tolvane Ferries might not sue the commission.", "", ""},
		{"urged", "The mayor urged Tolvane Ferries to sue the commission.", "", ""},
		{"declined to", "Tolvane Ferries declined to sue the commission.", "", ""},
		{"did not", "Tolvane Ferries did not sue the commission.", "", ""},
		{"has yet to", "Tolvane Ferries has yet to sue the commission.", "", ""},
		{"no longer plans to", "Tolvane Ferries does not plan to sue the commission.", "", ""},
		{"nobody", "Nobody sued the commission on Monday.", "", ""},
		{"denied that", "Tolvane Ferries denied that it had signed a deal with the port.", "", ""},
		{"denied doing", "Tolvane Ferries denied signing a deal with the port.", "", ""},
		{"if", "If Tolvane Ferries sued the commission, the fee would be void.", "", ""},
		{"had, inverted", "Had Tolvane Ferries sued the commission, the fee would be void.", "", ""},
		{"whether", "It is open whether Tolvane Ferries sued the commission.", "", ""},
		{"question", "Has Tolvane Ferries sued the commission?", "", ""},
		{"opinion", "The commission should have sued Tolvane Ferries.", "", ""},
		{"expected", "The commission is expected to award the contract to Tolvane Ferries.", "", ""},
		{"old date", "Tolvane Ferries sued the commission in March 2027.", "", ""},
		{"relative clause", "Tolvane Ferries, which sued the commission over a fee, has nine ships.", "", ""},
		{"relative clause, fresh", "Tolvane Ferries, which sued the commission on Monday, has nine ships.", "lawsuit filed", "2031-05-12"},
		{"participle, fresh", "In a suit filed on Monday, Tolvane Ferries calls the fee unlawful.", "lawsuit filed", "2031-05-12"},
		{"participle, old", "In a suit filed in 2029, Tolvane Ferries calls the fee unlawful.", "", ""},
		{"years after", "Years after Tolvane Ferries sued the commission, the fee was cut.", "", ""},
		{"hours after", "The fee was cut hours after Tolvane Ferries sued the commission.", "lawsuit filed", "2031-05-14"},
		{"previously", "Tolvane Ferries had previously sued the commission.", "", ""},
		{"detail", "The suit seeks an injunction.", "", ""},
		{"adjective", "The banned ferries lay in the harbor.", "", ""},
		{"name", "The Sue Ryder Hall was full on Monday.", "", ""},
		{"two conjuncts", "The court plans to lift the injunction and dismiss the lawsuit.", "", ""},
		{"own status of a phrase", "The union's lawyer stood firm on Monday.", "negotiation rejected", "2031-05-12"},
		{"future date", "The transport committee will hold a hearing on May 21.", "hearing scheduled", "2031-05-21"},
		{"month of next year", "The navy delayed the award of the contract to March.", "contract-award expected", "2032-03"},
		{"month of last year", "Tolvane Ferries sued the commission in December.", "", ""},
		{"takes effect", "The ban takes effect on June 1.", "ban in-force", "2031-06-01"},
		{"either, or", "Tolvane Ferries will either sue the commission or leave the port.", "lawsuit threatened", "2031-05-14"},
		{"or be", "The port told Tolvane Ferries to agree by Friday, or be banned from the docks.", "", ""},
		{"how it came", "The post “Forty drafts: how the Tolvane talks collapsed” appeared first on The Quay.", "", ""},
		{"aside", "(Tolvane Ferries has since sued the commission.)", "", ""},
		{"against what it stands", "The visit comes as Tolvane Ferries threatens to sue the commission.", "", ""},
		{"known threat", "Ada Brill leads the commission's threats to sue Tolvane Ferries.", "", ""},
		{"you could say", "You could read this to say that Tolvane Ferries signed a deal with the port.", "", ""},
		{"date of what it came after", "Tolvane Ferries sued the commission after one of its ships sank over the weekend.", "lawsuit filed", "2031-05-14"},
		{"month before what lies ahead", "In April the port extended the deadline for the union to May 13.", "", ""},
		{"date before when", "In November, when it sued the commission, Tolvane Ferries had six ships.", "", ""},
		{"adjective first", "Lost contracts are serious, but they can be counted.", "", ""},
		{"known thing, old date", "The agreement signed on May 9 is not affected.", "", ""},
		{"no date of what lies ahead", "The port set a deadline for the union.", "deadline set", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, x := range r.Find(input(c.text)) {
				if x.Ignored == "" {
					got += x.Type + " " + x.Status + " "
					if c.want == x.Type+" "+x.Status && x.Date != c.date {
						t.Errorf("%s\n  date %q, want %q", c.text, x.Date, c.date)
					}
				}
			}
			if strings.TrimSpace(got) != c.want {
				t.Errorf("%s\n  have %s\n  want %q", c.text, show(r.Find(input(c.text))), c.want)
			}
		})
	}
}

// TestIgnored says why a claim does not count: that is what `why` shows.
func TestIgnored(t *testing.T) {
	r := rules(t)
	for _, c := range []struct{ text, why string }{
		{"If Tolvane Ferries sued the commission, the fee would be void.", "conditional"},
		{"Tolvane Ferries could sue the commission.", "conditional"},
		{"Has Tolvane Ferries sued the commission?", "question"},
		{"Tolvane Ferries did not sue the commission.", "negated"},
		{"Tolvane Ferries denied that it had sued the commission.", "denied"},
		{"Tolvane Ferries sued the commission in March 2027.", "background"},
		{"The mayor urged Tolvane Ferries to sue the commission.", "urged"},
		{"Tolvane Ferries usually sued the commission.", "habitual"},
	} {
		got := r.Find(input(c.text))
		if len(got) != 1 || got[0].Ignored != c.why || got[0].Level != Never || got[0].Rule == "" {
			t.Errorf("%s\n  have %s, want it ignored as %s", c.text, show(got), c.why)
		}
	}
}

// lex are the names of the tests that are about something else than learning names.
var lex = entity.NewLexicon([]entity.Entry{
	{Name: "Tolvane Ferries", Kind: entity.Company},
	{Name: "Harbor Commission", Kind: entity.Agency},
	{Name: "Dockers Union"},
	{Name: "Osk Shipping", Kind: entity.Company},
	{Name: "Mara Lindqvist", Kind: entity.Person},
})

// TestActors names the parties, the doer first. Names come from a lexicon, so that this test is about roles only.
func TestActors(t *testing.T) {
	r := rules(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"doer first", "Tolvane Ferries sued the Harbor Commission.", []string{"Tolvane Ferries", "Harbor Commission"}},
		{"passive", "The Harbor Commission was sued by Tolvane Ferries.", []string{"Tolvane Ferries", "Harbor Commission"}},
		{"two doers", "Tolvane Ferries and Osk Shipping sued the Harbor Commission.", []string{"Tolvane Ferries", "Osk Shipping", "Harbor Commission"}},
		{"apposition", "Tolvane Ferries, a rival of Osk Shipping, sued the Harbor Commission.", []string{"Tolvane Ferries", "Harbor Commission"}},
		{"opening phrase", "In a blow to Osk Shipping, the Harbor Commission signed a deal with Tolvane Ferries.", []string{"Harbor Commission", "Tolvane Ferries"}},
		{"said it", "Tolvane Ferries said it would sue the Harbor Commission.", []string{"Tolvane Ferries", "Harbor Commission"}},
		{"between", "Talks between Tolvane Ferries and Osk Shipping collapsed.", []string{"Tolvane Ferries", "Osk Shipping"}},
		{"institution without a name", "A federal judge blocked the Harbor Commission from raising fees.", []string{"federal judge", "Harbor Commission"}},
		{"not what it is called", "The Harbor Commission designated Tolvane Ferries a \"Risk to Osk Shipping\".", []string{"Harbor Commission", "Tolvane Ferries"}},
		{"not the purpose", "Tolvane Ferries signed a deal to carry cars for Osk Shipping.", []string{"Tolvane Ferries"}},
		{"the company", "Tolvane Ferries has nine ships.\nThe company sued the Harbor Commission.", []string{"Tolvane Ferries", "Harbor Commission"}},
		{"the union", "The Harbor Commission met the Dockers Union.\nThe union sued the Harbor Commission.", []string{"Dockers Union", "Harbor Commission"}},
		{"no union named", "The Harbor Commission met Osk Shipping.\nThe union sued Osk Shipping.", []string{"Osk Shipping"}},
		{"which company is open", "Tolvane Ferries met Osk Shipping.\nThe company sued the Harbor Commission.", []string{"Harbor Commission"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(c.text)
			in.Names = lex.Find(in.Doc)
			for _, x := range r.Find(in) {
				if x.Ignored == "" && x.Type != "meeting" && !slices.Equal(x.Actors, c.want) {
					t.Errorf("%s\n  have %q, want %q", c.text, x.Actors, c.want)
				}
			}
			if len(r.Find(in)) == 0 {
				t.Errorf("%s: nothing found", c.text)
			}
		})
	}
}

// TestQuotedClaim gives what somebody says in a quote to the speaker.
func TestQuotedClaim(t *testing.T) {
	r := rules(t)
	s := `"We will challenge the order in court," the founder wrote.`
	at := strings.Index(s, "We")
	end := strings.Index(s, `," the`)
	got := r.Find(input(s, quote.Quote{Span: text.Span{Start: at, End: end}, Kind: quote.Direct, Speaker: "Mara Lindqvist"}))
	if len(got) != 1 || got[0].Status != "announced" || got[0].AttributedTo != "Mara Lindqvist" || len(got[0].Actors) == 0 || got[0].Actors[0] != "Mara Lindqvist" {
		t.Errorf("have %s", show(got))
	}
}

// TestTitle reads the title: merged with the body where both say it, else with a sentence of the body as evidence.
func TestTitle(t *testing.T) {
	r := rules(t)
	in := input("The day was mild at the coast of Ost.\nTolvane Ferries filed a suit on Monday against the Harbor Commission.")
	in.Title = "Tolvane Ferries sues Harbor Commission"
	in.TitleDoc = text.New(in.Title)
	in.TitleNames = entity.NewLexicon(nil).Find(in.TitleDoc)
	got := r.Find(in)
	if len(got) != 1 || got[0].Date != "2031-05-12" || !strings.HasPrefix(in.Doc.Slice(got[0].Evidence), "Tolvane Ferries filed") {
		t.Errorf("merged: have %s", show(got))
	}
	in = input("Read on with a subscription to all our pages.")
	in.Title = "Tolvane Ferries sues Harbor Commission"
	got = r.Find(in)
	if len(got) != 1 || in.Doc.Slice(got[0].Evidence) != in.Doc.Text {
		t.Errorf("title alone: have %s", show(got))
	}
	if got := r.Find(Input{Title: in.Title}); len(got) != 1 || !got[0].Evidence.Empty() {
		t.Errorf("no text: have %s", show(got))
	}
}

// TestOneHappeningOneClaim merges what a document says twice, and keeps two happenings apart.
func TestOneHappeningOneClaim(t *testing.T) {
	r := rules(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"twice", "Tolvane Ferries sued the Harbor Commission.\nTolvane Ferries sued on Monday over a fee.", []string{"lawsuit filed 2031-05-12"}},
		{
			"two courts' dates", "Tolvane Ferries sued the Harbor Commission on Monday.\nTolvane Ferries sued the Harbor Commission on Tuesday.",
			[]string{"lawsuit filed 2031-05-12", "lawsuit filed 2031-05-13"},
		},
		{"earlier step", "Tolvane Ferries threatened to sue the Harbor Commission.\nTolvane Ferries sued the Harbor Commission on Monday.", []string{"lawsuit filed 2031-05-12"}},
		{"injunction over ruling", "The judge granted an injunction that bars the port from raising fees on Monday.", []string{"injunction granted 2031-05-12"}},
		{
			"two in one sentence", "Tolvane Ferries sued the Harbor Commission on Monday, and its harbor master resigned on Tuesday.",
			[]string{"lawsuit filed 2031-05-12", "personnel resigned 2031-05-13"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			in := input(c.text)
			in.Names = lex.Find(in.Doc)
			for _, x := range r.Find(in) {
				if x.Ignored == "" {
					got = append(got, x.Type+" "+x.Status+" "+x.Date)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("have %q, want %q", got, c.want)
			}
		})
	}
}

// TestLinkedHeadlines keeps headlines of other articles, listed down in the text, from being this article's news.
func TestLinkedHeadlines(t *testing.T) {
	s := strings.Repeat("The weather at the coast was mild on that day.\n", newsSentences) + "- Osk Shipping sues Harbor Commission\nThe weather was mild."
	for _, c := range rules(t).Find(input(s)) {
		if c.Ignored == "" {
			t.Errorf("have %s", show([]Claim{c}))
		}
	}
	if got := rules(t).Find(input("- Osk Shipping sues Harbor Commission\nThe weather was mild.")); !has(got, "lawsuit", "filed") {
		t.Errorf("key points at the top are news: have %s", show(got))
	}
}

// TestUndatedRecap gives no date to what stands far down without one: the publication's would be a guess.
func TestUndatedRecap(t *testing.T) {
	s := strings.Repeat("The weather at the coast was mild on that day.\n", newsSentences) + "Osk Shipping sued the Harbor Commission."
	got := rules(t).Find(input(s))
	if len(got) != 1 || got[0].Date != "" {
		t.Errorf("have %s", show(got))
	}
	if got := rules(t).Find(input("Osk Shipping sued the Harbor Commission.")); len(got) != 1 || got[0].Date != "2031-05-14" || !got[0].DateInferred {
		t.Errorf("at the top: have %s", show(got))
	}
}

// TestCourtAndDocket ties a claim to the case of its sentence, else to the only one of the document.
func TestCourtAndDocket(t *testing.T) {
	r := rules(t)
	in := input("Tolvane Ferries sued the Harbor Commission on Monday.\nThe case is 3:31-cv-00417.")
	at := strings.Index(in.Doc.Text, "3:31")
	in.Dockets = []legal.Docket{{Span: text.Span{Start: at, End: at + 13}, Number: "3:31-cv-00417", Court: "District of Ost"}}
	got := r.Find(in)
	if len(got) != 1 || got[0].Docket != "3:31-cv-00417" || got[0].Court != "District of Ost" {
		t.Errorf("have %+v", got)
	}
	in.Dockets = append(in.Dockets, legal.Docket{Span: text.Span{Start: at, End: at + 13}, Number: "3:31-cv-00999"})
	if got := r.Find(in); len(got) != 1 || got[0].Docket != "" {
		t.Errorf("two dockets: have %+v", got)
	}
}

// TestConfidence falls with every reason to doubt, and its parts add up to it.
func TestConfidence(t *testing.T) {
	r := rules(t)
	sure := r.Find(input("Tolvane Ferries sued the Harbor Commission on Monday."))[0]
	less := r.Find(input("Tolvane Ferries reportedly sued the Harbor Commission."))[0]
	if sure.Confidence <= less.Confidence {
		t.Errorf("plain %.2f, reportedly %.2f", sure.Confidence, less.Confidence)
	}
	sum := 0.0
	for _, p := range sure.Parts {
		sum += p.Value
	}
	if d := sum - sure.Confidence; d > 1e-9 || d < -1e-9 || sum > 1 {
		t.Errorf("parts %v add up to %.2f, confidence is %.2f", sure.Parts, sum, sure.Confidence)
	}
}

// TestWhoSaysIt: what a party says of its own doing, itself or through whoever speaks for it, is as good as the
// article's word; what others say is not.
func TestWhoSaysIt(t *testing.T) {
	r := rules(t)
	names := entity.NewLexicon([]entity.Entry{
		{Name: "Tolvane Ferries", Kind: entity.Company},
		{Name: "Osk Shipping", Kind: entity.Company},
		{Name: "Mara Lindqvist", Kind: entity.Person, Of: "Tolvane Ferries"},
		{Name: "Jonas Kettle", Kind: entity.Person},
	})
	confidence := func(speaker string) float64 {
		s := speaker + " said Tolvane Ferries had signed an agreement with Osk Shipping."
		in := input(s)
		in.Names = names.Find(in.Doc)
		in.Indirect = []quote.Quote{{Span: text.Span{Start: strings.Index(s, "said ") + 5, End: len(s) - 1}, Kind: quote.Indirect, Speaker: speaker}}
		got := r.Find(in)
		if len(got) != 1 || got[0].AttributedTo != speaker {
			t.Fatalf("%s: have %s", s, show(got))
		}
		return got[0].Confidence
	}
	party, other := confidence("Tolvane Ferries"), confidence("Jonas Kettle")
	if head := confidence("Mara Lindqvist"); head != party || party <= other {
		t.Errorf("the party %.2f, who speaks for it %.2f, another %.2f", party, head, other)
	}
}

// FuzzFind must neither panic nor point outside of the text.
func FuzzFind(f *testing.F) {
	r := rules(f)
	f.Add("Tolvane Ferries, which sued the port, said “it would” appeal to.", "Had to sue and")
	f.Add("was been to have had not to and sued by", "")
	f.Add("to", "a deadline of")
	f.Fuzz(func(t *testing.T, s, title string) {
		in := input(s)
		in.Title = title
		for _, c := range r.Find(in) {
			for _, sp := range []text.Span{c.Evidence, c.Trigger} {
				if sp.Start < 0 || sp.End > len(in.Doc.Text) || sp.Start > sp.End {
					t.Fatalf("span %v outside of %d bytes", sp, len(in.Doc.Text))
				}
			}
			if c.Status == "" || c.Type == "" || c.Ignored != "" && c.Level != Never {
				t.Fatalf("claim %+v", c)
			}
		}
	})
}

// TestDownInTheText reads a sentence that stands below the news: what it retells is background.
func TestDownInTheText(t *testing.T) {
	r := rules(t)
	const lead = "Fees rose.\nShips waited.\nCrews slept.\nRain fell.\n"
	for _, c := range []struct{ name, text, want string }{
		{"plain", "Tolvane Ferries sued the Harbor Commission on Tuesday.", "lawsuit filed"},
		{"last week", "Last week, Tolvane Ferries sued the Harbor Commission.", ""},
		{"earlier this week", "Tolvane Ferries sued the Harbor Commission earlier this week.", ""},
		{"over the past weeks", "Over the past two weeks, Tolvane Ferries sued the Harbor Commission.", ""},
		{"then", "Then, Tolvane Ferries sued the Harbor Commission.", ""},
		{"hours later", "Hours later, Tolvane Ferries sued the Harbor Commission.", ""},
		{"goes on", "Ada Brill met the crews earlier this week. She gave Tolvane Ferries until Friday to pay.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, x := range r.Find(input(lead + c.text)) {
				if x.Ignored == "" {
					got = x.Type + " " + x.Status
				}
			}
			if got != c.want {
				t.Errorf("%s\nhave %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// TestCourts makes one claim of each court.
func TestCourts(t *testing.T) {
	r := rules(t)
	const district, circuit = "U.S. District Court for the Northern District of Ohio", "Fourth Circuit"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"one", "Tolvane Ferries sued the Harbor Commission in the Fourth Circuit.", []string{circuit}},
		{"suits in two", "Tolvane Ferries filed suits in the Northern District of Ohio and in the Fourth Circuit on Tuesday.", []string{district, circuit}},
		{"a place and a court", "Tolvane Ferries filed suits in Lowmark and in the Fourth Circuit on Tuesday.", []string{circuit, ""}},
		{"a second lawsuit", "Tolvane Ferries sued the Harbor Commission in the Northern District of Ohio. An hour later it filed a second lawsuit, in the Fourth Circuit.", []string{district, circuit}},
		{"two halves", "Tolvane Ferries' lawyers were busy. At 9:04 they filed a complaint in the Northern District of Ohio; at 9:31 they filed a petition for review in the Fourth Circuit.", []string{district, circuit}},
		{"no court's letter", "Tolvane Ferries sent a letter to the Fourth Circuit's clerk.", []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(c.text)
			in.Dockets, in.Courts = legal.Find(in.Doc)
			var got []string
			for _, x := range r.Find(in) {
				if x.Ignored == "" && x.Type != "court-filing" {
					got = append(got, x.Court)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\nhave %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// TestDocketEntries reads what a clerk enters: the text is the entry, the title names the case.
func TestDocketEntries(t *testing.T) {
	r := rules(t)
	for _, c := range []struct{ entry, want string }{
		{"Complaint", "lawsuit filed"},
		{"Motion for Preliminary Injunction", "injunction sought"},
		{"Order on Motion for Preliminary Injunction", "court-filing filed"},
		{"Order Granting Motion for Preliminary Injunction", "injunction granted"},
		{"Order Setting Hearing on Motion", "hearing scheduled"},
		{"Proposed Summons", "court-filing filed"},
	} {
		in := input(c.entry)
		in.TitleDoc = text.New("Tolvane Ferries v. Harbor Commission, 3:31-cv-00417, entry 9: " + c.entry)
		got := r.Find(in)
		if len(got) != 1 || got[0].Type+" "+got[0].Status != c.want || got[0].Docket != "3:31-cv-00417" || got[0].Object != c.entry {
			t.Errorf("%s: have %s, want %s", c.entry, show(got), c.want)
		}
	}
	for _, e := range entryRules {
		if x := r.byType[e.typ]; x == nil || !slices.Contains(flatten(x.Statuses), e.status) {
			t.Errorf("entries.txt: %q: no status %q of type %q", e.words, e.status, e.typ)
		}
	}
}
