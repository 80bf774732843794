package quote_test

import (
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// spans are the words of the quotes of s, in text order, "¶" for the line breaks in them.
func spans(s string) string {
	d := text.New(s)
	var l *entity.Lexicon
	qs, _ := quote.Find(d, l.Find(d), nil)
	var out []string
	for _, q := range qs {
		out = append(out, strings.Join(strings.Split(d.Slice(q.Span), "\n\n"), " ¶ "))
	}
	return strings.Join(out, " | ")
}

// TestSpans: where quotations begin and end. Each case stands beside the one that looks like it.
func TestSpans(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"opening curly, closing straight":   {"“We close the port,\" said Ada Hale.", "We close the port,"},
		"opening straight, closing curly":   {"\"We close the port,” said Ada Hale.", "We close the port,"},
		"both closing":                      {"”We close the port,” said Ada Hale.", "We close the port,"},
		"both opening":                      {"“We close the port,“ said Ada Hale.", "We close the port,"},
		"blanks inside":                     {"\" We close the port, \" said Ada Hale.", "We close the port,"},
		"blanks inside curly ones":          {"Ada Hale said: “ We close the port. ” She left.", "We close the port."},
		"opening one at the very end":       {"Ada Hale said it was “closed for good now. “\n\n“We go home,” said Bo Lund.", "closed for good now. | We go home,"},
		"blank on the wrong side":           {"\"We close the port, \"said Ada Hale of the ministry.", "We close the port,"},
		"doubled":                           {"““We close the port,”” said Ada Hale.", "We close the port,"},
		"doubled as spreadsheets do":        {"Ada Hale said: \"\"We close the port.\"\"", "We close the port."},
		"full width":                        {"＂We close the port,＂ said Ada Hale.", "We close the port,"},
		"unseen characters beside them":     {"\u200b“\u200bWe close the port,\u200b”\u200b said Ada Hale.", "We close the port,"},
		"direction marks":                   {"\u202a”We close the port!\u202c” said Ada Hale.", "We close the port!"},
		"escaped twice":                     {"&quot;We close the port,&quot; said Ada Hale.", "We close the port,"},
		"escaped curly":                     {"&ldquo;We close the port,&rdquo; said Ada Hale.", "We close the port,"},
		"emphasis around":                   {"**\"We close the port,\"** said Ada Hale.", "We close the port,"},
		"emphasis inside":                   {"“*We close the port,*” said Ada Hale.", "*We close the port,*"},
		"agency":                            {"``We close the port,'' said Ada Hale.", "We close the port,"},
		"agency, nested":                    {"``She told me `no' and left,'' said Ada Hale.", "She told me `no' and left,"},
		"twice single":                      {"‘‘We close the port,’’ said Ada Hale.", "We close the port,"},
		"an empty string":                   {"The clerk typed '' into the form, said Ada Hale, and '' again.", ""},
		"corner brackets":                   {"「We close the port,」 said Ada Hale.", "We close the port,"},
		"guillemets with blanks":            {"« We close the port », said Ada Hale.", "We close the port"},
		"guillemets of a pager":             {"« Back to the harbor news of the whole week", ""},
		"guillemets with the same mark in":  {"«We close «the old» port», said Ada Hale.", "We close «the old» port"},
		"low and high":                      {"„We close the port,” said Ada Hale.", "We close the port,"},
		"close and open at once":            {"Ada Hale said: “We close the port.”“We open it never again,” said Bo Lund.", "We close the port. | We open it never again,"},
		"two straight in a row":             {"Ada Hale said: \"We close it.\" \"Never again,\" said Bo Lund.", "We close it. | Never again,"},
		"nested, one family":                {"“He told me “no” and left,” said Ada Hale.", "He told me “no” and left,"},
		"nested twice, one family":          {"“He said “no” and “maybe” to me,” said Ada Hale.", "He said “no” and “maybe” to me,"},
		"three deep":                        {"“He wrote “she said “no” to me” at once,” said Ada Hale.", "He wrote “she said “no” to me” at once,"},
		"three deep, by turns":              {"“He wrote ‘she said “no” to me’ at once,” said Ada Hale.", "He wrote ‘she said “no” to me’ at once,"},
		"nested, straight":                  {"\"He told me \"no\" and left,\" said Ada Hale.", "He told me \"no\" and left,"},
		"ends with a nested one":            {"Ada Hale said: \"They were asked and they said 'no.'\"", "They were asked and they said 'no.'"},
		"begins with a nested one":          {"“‘No’ is what they said to us,” said Ada Hale.", "‘No’ is what they said to us,"},
		"an odd one inside":                 {"“He told me “no and left,” said Ada Hale.", "He told me “no and left,"},
		"an odd one before":                 {"The “plan was bad. “We close the port,” said Ada Hale.", "We close the port,"},
		"an odd one behind":                 {"“We close the port,” said Ada Hale.” She left.", "We close the port,"},
		"an odd one, then a paragraph":      {"The “plan was bad\n\n“We close the port,” said Ada Hale.", "We close the port,"},
		"missing at the end, announced":     {"Ada Hale said: “We close the port\n\nShe left.", "We close the port"},
		"missing at the end, a sentence":    {"Ada Hale shook her head. “We close the port tonight.\n\nShe left.", "We close the port tonight."},
		"missing at the end, a part":        {"Ada Hale said the port was \"closed for the whole of the winter.\n\nShe left.", "closed for the whole of the winter."},
		"missing before the tag":            {"“We close the port tonight, said Ada Hale of the ministry.\n\nBo Lund left.", "We close the port tonight,"},
		"missing at the start":              {"We close the port tonight,” said Ada Hale.", "We close the port tonight,"},
		"closing mark of nothing":           {"Ada Hale said the 5\" pipe broke, said Bo Lund.", ""},
		"paragraphs":                        {"“We close the port. It is late.\n\n“It is very late,” said Ada Hale.", "We close the port. It is late. ¶ “It is very late,"},
		"three paragraphs":                  {"“We close.\n\n“It is late.\n\n“It is very late,” said Ada Hale.", "We close. ¶ “It is late. ¶ “It is very late,"},
		"paragraphs, nested in each":        {"Ada Hale said: “We told them “no” at once.\n\n“It is very late.”", "We told them “no” at once. ¶ “It is very late."},
		"paragraphs behind an attribution":  {"“We close,” said Ada Hale. “It is late.\n\n“It is very late.”", "We close, | It is late. ¶ “It is very late."},
		"paragraphs, mark not set again":    {"Ada Hale said: “We close the port.\n\nIt is very late.”\n\nShe left.", "We close the port. ¶ It is very late."},
		"paragraphs, British":               {"‘We close the port. It is late.\n\n‘It is very late,’ said Ada Hale.", "We close the port. It is late. ¶ ‘It is very late,"},
		"paragraphs of two":                 {"“We close the port,” said Ada Hale.\n\n“We stay open,” said Bo Lund.", "We close the port, | We stay open,"},
		"paragraphs, other marks":           {"\"We close the port tonight.\n\n“We stay open,” said Bo Lund.", "We close the port tonight. | We stay open,"},
		"paragraphs, a credit below":        {"\"We close the port tonight and for good.\n\nAda Hale, Minister of Ports.\"\n\nShe left.", "We close the port tonight and for good."},
		"a line broken in a sentence":       {"“We close the port and we\n\nopen it in spring,” said Ada Hale.", "We close the port and we ¶ open it in spring,"},
		"feet and inches":                   {"\"He is 5'10\" tall and we close the port,\" said Ada Hale.", "He is 5'10\" tall and we close the port,"},
		"inches":                            {"\"The 5\" pipe broke, so we close,\" said Ada Hale.", "The 5\" pipe broke, so we close,"},
		"primes":                            {"The 6″ pipe and the 4′ plank broke. \"We close,\" said Ada Hale.", "We close,"},
		"minutes and seconds":               {"The wreck lies at 41°24'12\" north. \"We close,\" said Ada Hale.", "We close,"},
		"a number at the end":               {"\"We closed in 2016\" said Ada Hale. \"Never again.\"", "We closed in 2016 | Never again."},
		"attributes":                        {"<a class=\"x\" href='/port'>\"We close,\" said Ada Hale.", "We close,"},
		"attributes, curly":                 {"<a class=”x” target=”_blank”>“We close,” said Ada Hale.", "We close,"},
		"inline code":                       {"Type `print(\"port is closed for now\")` first. \"We close,\" said Ada Hale.", "We close,"},
		"data":                              {"{\"port\": \"closed until further notice today\", \"by\": \"the ministry of ports\", \"n\": {\"a\": 1}}", ""},
		"letters":                           {"Pier \"A\" and pier \"B\" were shut. \"We close,\" said Ada Hale.", "We close,"},
		"emoji":                             {"Ada Hale wrote “🙂” below. “We close,” said Bo Lund.", "We close,"},
		"signs as examples":                 {"In the mails, “=” stands for a “soft line break,” and “We close,” said Ada Hale.", "soft line break, | We close,"},
		"mark taken from a stranger format": {"Ada Hale said: \"We close.''", "We close.''"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := spans(tc.text); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestApostrophes: single marks around a quotation, and what looks like them.
func TestApostrophes(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"around":                 {"'We close,' said Ada Hale, 'and 'tis done.'", "We close, | and 'tis done."},
		"around, curly":          {"‘We close,’ said Ada Hale, ‘and ’tis done.’", "We close, | and ’tis done."},
		"contractions":           {"‘We don’t close, and they’re late,’ said Ada Hale.", "We don’t close, and they’re late,"},
		"a plural's":             {"‘We back the dockers’ plan for now,’ said Ada Hale.", "We back the dockers’ plan for now,"},
		"a plural's, capital":    {"‘We back the dockers’ Union plan,’ said Ada Hale.", "We back the dockers’ Union plan,"},
		"a plural's, straight":   {"'We back the dockers' plan for now,' said Ada Hale.", "We back the dockers' plan for now,"},
		"a plural's at the end":  {"Ada Hale said: ‘We are done with the dockers’ lies’.", "We are done with the dockers’ lies"},
		"a plural's behind":      {"Ada Hale called it ‘a plain and simple mistake’ in the dockers’ paper.", "a plain and simple mistake"},
		"a cut end":              {"‘I’m goin’ home to the ol’ port,’ said Ada Hale.", "I’m goin’ home to the ol’ port,"},
		"a cut middle":           {"‘The rock ’n’ roll years are over,’ said Ada Hale.", "The rock ’n’ roll years are over,"},
		"a decade":               {"‘In the ’90s we closed it,’ said Ada Hale.", "In the ’90s we closed it,"},
		"a decade set wrong":     {"‘In the ‘90s we closed it,’ said Ada Hale.", "In the ‘90s we closed it,"},
		"a number":               {"Ada Hale said, '90 ships are in the port.'", "90 ships are in the port."},
		"nested double":          {"‘They said “no” to me,’ said Ada Hale.", "They said “no” to me,"},
		"end outside":            {"‘We close the port’, said Ada Hale.", "We close the port"},
		"low":                    {"‚We close the port‘, said Ada Hale.", "We close the port"},
		"wrong way round":        {"’We close the port,’ said Ada Hale.", "We close the port,"},
		"apostrophe after blank": {"The Harbor Post ’s Ada Hale met the dockers’ men.", ""},
		"inside double marks":    {"“The dockers’ plan isn’t ‘done,’” said Ada Hale.", "The dockers’ plan isn’t ‘done,’"},
		"across double marks":    {"The 'plan was \"bad for us,\" said Ada Hale of the dockers' club.", "bad for us,"},
		"decades and plurals":    {"The dockers' fathers of the '60s and '70s met the ministers' aides.", ""},
		"feet":                   {"The 40' mast fell on the dockers' shed, said Ada Hale.", ""},
		"a name's":               {"James' boat and the 'new' pier of the ministers' plan", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := spans(tc.text); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}
