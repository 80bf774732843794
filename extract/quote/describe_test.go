package quote_test

import "testing"

// TestDescribed: "the senator" is the one person of the text who is that; where two are, nobody is named for it.
func TestDescribed(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"by role":                  {"Sen. Ada Hale left. Otto Berg stayed. “It is cold,” the senator said.", "Ada Hale: It is cold,"},
		"two of the role":          {"Sen. Ada Hale met Sen. Otto Berg in May. It rained. The hall was full. “It is cold,” the senator said.", "the senator: It is cold,"},
		"two, told apart":          {"Sen. Ada Hale of Vermont met Sen. Otto Berg of Ohio. “It is cold,” the Ohio senator said.", "Otto Berg: It is cold,"},
		"by an apposition":         {"Ada Hale, chief executive of Norbank, left. “It is cold,” the CEO said.", "Ada Hale: It is cold,"},
		"a vice president is none": {"Vice President Ada Hale left. “It is cold,” the president said.", "the president: It is cold,"},
		"the president":            {"President Ada Hale met Vice President Otto Berg. “It is cold,” the president said.", "Ada Hale: It is cold,"},
		"by age":                   {"Ada Hale, 34, has three children. Otto Berg, 50, has none. “It is cold,” the 34-year-old said.", "Ada Hale: It is cold,"},
		"of another age":           {"Ada Hale, 34, has three children. “It is cold,” the 51-year-old said.", "the 51-year-old: It is cold,"},
		"lawyer is attorney":       {"Ada Hale, an attorney for the port, left. “It is cold,” the lawyer said.", "Ada Hale: It is cold,"},
		"one judge":                {"Judge Ada Hale ruled on Monday. Otto Berg lost. “It is over,” the judge wrote.", "Ada Hale: It is over,"},
		"a judge without a name":   {"Otto Berg lost. “It is over,” the judge wrote.", "the judge: It is over,"},
		"one company":              {"Tidewell Inc. paid. Ada Hale waited. “We are sorry,” the company said.", "Tidewell Inc: We are sorry,"},
		"two companies, no choice": {"Tidewell Inc. and Norvane Corp. signed in May. Ada Hale waited. It rained. The pier shook. Nobody left. “We are sorry,” the company said.", "the company: We are sorry,"},
		"two, one spoke":           {"Tidewell Inc. met Norvane Corp. in May. “We paid,” Norvane said. Ada Hale waited. “We are sorry,” the company added.", "Norvane Corp: We paid, | Norvane Corp: We are sorry,"},
		"another ministry":         {"The Harbor Agency met Ada Hale. “It is cold,” the ministry of foreign affairs said.", "the ministry of foreign affairs: It is cold,"},
		"kept words":               {"Ada Hale left. “It is cold,” a person familiar with the talks said.", "a person familiar with the talks: It is cold,"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestWriter: a letter that speaks is its author's when the text says whose it is, and the letter is the venue.
func TestWriter(t *testing.T) {
	for name, tc := range map[string]struct{ text, speaker, venue string }{
		"in a letter, she":       {"In a letter to the port, Ada Hale asked for time. Otto Berg read it. “We need a month,” the letter said.", "Ada Hale", "letter"},
		"a letter of nobody":     {"A letter reached the port. Ada Hale read it. “We need a month,” the letter said.", "the letter", ""},
		"her statement":          {"Ada Hale was brief. “We need a month,” her statement said.", "Ada Hale", "statement"},
		"a statement from":       {"“We need a month,” a statement from Ada Hale said.", "Ada Hale", "statement"},
		"she sent it":            {"Ada Hale sent a memo on Monday. Otto Berg read it. “We need a month,” the memo said.", "Ada Hale", "memo"},
		"another one came since": {"Ada Hale sent a memo on Monday. A memo lay on the table on Friday. “We need a month,” the memo said.", "the memo", ""},
		"her post":               {"Ada Hale wrote in a post on Monday that she was late. “We need a month,” the post said.", "Ada Hale", "post"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(tc.text)
			if len(qs) != 1 || qs[0].Speaker != tc.speaker || qs[0].Venue != tc.venue {
				t.Errorf("%s\n got %s, venue %q\nwant %s, venue %q", tc.text, said(d, qs), qs[0].Venue, tc.speaker, tc.venue)
			}
		})
	}
}

// TestWhereSaid: the place of the words is near the verb; a place that the words are about is none.
func TestWhereSaid(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"a post on a network":   {"“We pay,” Ada Hale said in a post on Truth Social.", "Truth Social"},
		"a network's post":      {"“We pay,” Ada Hale said in a Facebook post.", "Facebook"},
		"a filing, not court":   {"“We pay,” Ada Hale wrote in a court filing.", "filing"},
		"in court":              {"“We pay,” Ada Hale said in court.", "court"},
		"what it is about":      {"Ada Hale said that the port has “no choice but to fight” the order of the ministry in court.", ""},
		"news conference":       {"“We pay,” Ada Hale said at a news conference.", "news conference"},
		"interview by phone":    {"“We pay,” Ada Hale said in a phone interview.", "interview"},
		"spoken on a topic":     {"“We pay,” Ada Hale said when asked on Monday.", ""},
		"behind the quotation":  {"Ada Hale called it “a plain mistake” in an interview.", "interview"},
		"a statement in front":  {"In a statement, Ada Hale said: “We pay.”", "statement"},
		"a letter as a speaker": {"“We pay,” the letter said.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, qs, _ := find(tc.text)
			if len(qs) != 1 || qs[0].Venue != tc.want {
				t.Errorf("%s\n got %v\nwant venue %q", tc.text, qs, tc.want)
			}
		})
	}
}
