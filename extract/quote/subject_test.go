package quote_test

import "testing"

// The subject of a verb: a phenomenon and its look-alike stand side by side.
func TestSubjects(t *testing.T) {
	const intro = "Harbour chief Ada Hale met Minister Tomas Voss in Oslo.\n\n"
	for name, tc := range map[string]struct{ text, want string }{
		"gerund behind a subordinate clause": {`Hale apologized for the notes after they came out, saying the crews had "every right to know."`, "Ada Hale: every right to know."},
		"gerund behind a main clause":        {`Hale left and Voss stayed, saying the crews had "every right to know."`, "Tomas Voss: every right to know."},
		"a time between subject and verb":    {`Hale in the past has called the order "a gift to smugglers."`, "Ada Hale: a gift to smugglers."},
		"a place before the subject":         {`In the past Hale has called the order "a gift to smugglers."`, "Ada Hale: a gift to smugglers."},
		"clause in dashes":                   {`Hale -- who lost the vote -- said the order was "a gift to smugglers."`, "Ada Hale: a gift to smugglers."},
		"place at the end of a clause":       {`Hale, who runs a yard in Bergen, Norway, said the order was "a gift to smugglers."`, "Ada Hale: a gift to smugglers."},
		"joined nouns":                       {`Captains and their lawyers said the order was "a gift to smugglers."`, "Captains and their lawyers: a gift to smugglers."},
		"two clauses":                        {`Hale met the crews and some lawyers said the order was "a gift to smugglers."`, "some lawyers: a gift to smugglers."},
		"all of a number":                    {`All three captains said the order was "a gift to smugglers."`, "All three captains: a gift to smugglers."},
		"part of a group":                    {`Many in the crowd said the order was "a gift to smugglers."`, "Many in the crowd: a gift to smugglers."},
		"a group":                            {`The crowd said the order was "a gift to smugglers."`, "The crowd: a gift to smugglers."},
		"two nouns for one person":           {`"It is a gift to smugglers," the port captain and council candidate told reporters.`, "the port captain and council candidate: It is a gift to smugglers,"},
		"a person and somebody else's words": {`"It is a gift to smugglers," the port captain said and the candidate left.`, "the port captain: It is a gift to smugglers,"},
		"a title with a gerund":              {`"It is a gift to smugglers," former port planning director Nora Berg wrote.`, "Nora Berg: It is a gift to smugglers,"},
		"a study by somebody":                {`The order is "a gift to smugglers," according to a study by the Harbor Workers Union.`, "Harbor Workers Union: a gift to smugglers,"},
		"a dated memo":                       {`The order is "a gift to smugglers," according to a separate June 2011 memo.`, "a separate June 2011 memo: a gift to smugglers,"},
		"a memo on a day":                    {`The order is "a gift to smugglers," according to a memo Friday.`, "a memo: a gift to smugglers,"},
		"a noun that looks like a verb":      {`Voss said one of the claims was "a gift to smugglers."`, "Tomas Voss: a gift to smugglers."},
		"a verb that looks like a noun":      {`Hale claims the order was "a gift to smugglers."`, "Ada Hale: a gift to smugglers."},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(intro + tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}
