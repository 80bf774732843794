package quote_test

import (
	"strings"
	"testing"
)

// TestJointSpeakers: who speaks together is named together, and nobody is drawn in who only stands near.
func TestJointSpeakers(t *testing.T) {
	const intro = "Ada Hale and Otto Berg run the yard. Mona Voss, a lawyer, watches them.\n\n"
	for name, tc := range map[string]struct {
		text, want string
		mention    string // of the first quote
	}{
		"two":                                {`“We are done,” Hale and Berg said in a statement.`, "Ada Hale+Otto Berg: We are done,", "Hale and Berg"},
		"the second of two clauses":          {`Hale left, and Berg said: “We are done.”`, "Otto Berg: We are done.", "Berg"},
		"three":                              {`Hale, Berg and Voss wrote: “We are done.”`, "Ada Hale+Otto Berg+Mona Voss: We are done.", "Hale, Berg and Voss"},
		"two behind an opening":              {`After a call with Voss, Hale and Berg said: “We are done.”`, "Ada Hale+Otto Berg: We are done.", "Hale and Berg"},
		"serial comma":                       {`“We are done,” Hale, Berg, and Voss wrote.`, "Ada Hale+Otto Berg+Mona Voss: We are done,", "Hale, Berg, and Voss"},
		"behind the verb":                    {`“We are done,” said Hale and Berg.`, "Ada Hale+Otto Berg: We are done,", "Hale and Berg"},
		"behind the verb, a new clause":      {`“We are done,” said Hale and Berg nodded.`, "Ada Hale: We are done,", "Hale"},
		"three behind the verb":              {`“We are done,” said Hale, Berg and Voss.`, "Ada Hale+Otto Berg+Mona Voss: We are done,", "Hale, Berg and Voss"},
		"with what they are":                 {`“We are done,” said Hale, the founder of the yard, and Berg.`, "Ada Hale+Otto Berg: We are done,", "Hale, the founder of the yard, and Berg"},
		"according to two":                   {`It is “a plain mistake of the port,” according to Hale and Berg.`, "Ada Hale+Otto Berg: a plain mistake of the port,", "Hale and Berg"},
		"an object and a subject":            {`Voss had met Hale and Berg said: “We are done.”`, "Otto Berg: We are done.", "Berg"},
		"a person and a body":                {`“We are done,” Hale and the ministry said.`, "Ada Hale+the ministry: We are done,", "Hale and the ministry"},
		"a pronoun and a name":               {`Hale came late. “We are done,” she and Berg said.`, "Ada Hale+Otto Berg: We are done,", "she and Berg"},
		"they go on":                         {`“We are done,” Hale and Berg said. “We leave,” they added.`, "Ada Hale+Otto Berg: We are done, | Ada Hale+Otto Berg: We leave,", "Hale and Berg"},
		"one person, two roles before":       {`“We are done,” said founder and chief Ada Hale.`, "Ada Hale: We are done,", "Ada Hale"},
		"one person, two roles with article": {`“We are done,” the founder and chief of the yard said.`, "the founder and chief of the yard: We are done,", ""},
		"a former chief":                     {`“We are done,” the economist and former Norvane chief Ada Hale said.`, "Ada Hale: We are done,", ""},
		"analysts by name":                   {`Two analysts, Ada Hale and Otto Berg, said that it was “a plain mistake of the port.”`, "Ada Hale+Otto Berg: a plain mistake of the port.", "Ada Hale and Otto Berg"},
		"a group of no names":                {`“We are done,” officers and workers said.`, "officers and workers: We are done,", "officers and workers"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(intro + tc.text)
			var got []string
			for _, q := range qs {
				who := q.Speaker
				if len(q.Speakers) > 0 {
					who = strings.Join(q.Speakers, "+")
					for _, one := range q.Speakers {
						if !strings.Contains(q.Speaker, one) {
							t.Errorf("speaker %q leaves out %s", q.Speaker, one)
						}
					}
				}
				got = append(got, who+": "+d.Slice(q.Span))
			}
			if s := strings.Join(got, " | "); s != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, s, tc.want)
			}
			if tc.mention != "" && len(qs) > 0 && d.Slice(qs[0].Mention) != tc.mention {
				t.Errorf("mention %q, want %q", d.Slice(qs[0].Mention), tc.mention)
			}
		})
	}
}

// TestJointUnknown: when one of two is not known, the words are not pinned on the other.
func TestJointUnknown(t *testing.T) {
	d, qs, _ := find("“We are done,” he and Otto Berg said.")
	if len(qs) != 1 || qs[0].Speaker != "" || len(qs[0].Speakers) != 0 {
		t.Errorf("got %s", said(d, qs))
	}
	if len(qs) == 1 && qs[0].Confidence != 0 {
		t.Error("no name, yet a confidence")
	}
}
