package when_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/extract/text"
	"storywatch/extract/when"
)

// wednesday is the day of publication in these tests.
var wednesday = when.Reference{Published: time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC), Precision: when.Day}

// values are the mentions of s as "words=value".
func values(s string, ref when.Reference) []string {
	d := text.New(s)
	var out []string
	for _, m := range when.Find(d, ref) {
		out = append(out, d.Slice(m.Span)+"="+m.Value)
	}
	return out
}

// check compares the mentions of a text with "words=value" parts separated by " | ".
func check(t *testing.T, cases map[string][2]string) {
	t.Helper()
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var want []string
			if tc[1] != "" {
				want = strings.Split(tc[1], " | ")
			}
			if got := values(tc[0], wednesday); !slices.Equal(got, want) {
				t.Errorf("%s\n got %q\nwant %q", tc[0], got, want)
			}
		})
	}
}

func TestWeekdays(t *testing.T) {
	check(t, map[string][2]string{
		"behind by default":          {"Norvane sued on Friday.", "Friday=2031-05-09"},
		"the day of publication":     {"The company said Wednesday it was sorry.", "Wednesday=2031-05-14"},
		"will":                       {"The court will rule on Friday.", "Friday=2031-05-16"},
		"by":                         {"It must answer by Friday.", "Friday=2031-05-16"},
		"by, in the perfect":         {"By Monday, 200 ships had left.", "Monday=2031-05-12"},
		"until":                      {"The agency gave Norvane until Friday to comply.", "Friday=2031-05-16"},
		"until an hour":              {"It has until 9 a.m. Tuesday to answer.", "9 a.m. Tuesday=2031-05-20T09"},
		"said before will":           {"The ban will be lifted, Voss said Monday.", "Monday=2031-05-12"},
		"scheduled to":               {"The sale is scheduled to close Monday.", "Monday=2031-05-19"},
		"expected to be done":        {"The rule is expected to be published Thursday.", "Thursday=2031-05-15"},
		"had been due":               {"The offer had been due to expire Friday.", "Friday=2031-05-09"},
		"could not":                  {"Hale could not be reached Tuesday.", "Tuesday=2031-05-13"},
		"plans to":                   {"On Monday, the league plans to hold a vote.", "Monday=2031-05-19"},
		"plural present":             {"Officials meet Monday in Leeds.", "Monday=2031-05-19"},
		"next":                       {"The hearing is next Tuesday.", "next Tuesday=2031-05-20"},
		"last":                       {"She said so last Thursday.", "last Thursday=2031-05-08"},
		"this":                       {"It opens this Friday.", "this Friday=2031-05-16"},
		"the Friday before":          {"Talks began on May 12, 2031; the Friday before, nobody spoke.", "May 12, 2031=2031-05-12 | Friday=2031-05-09"},
		"of next week":               {"We meet on Tuesday of next week.", "Tuesday of next week=2031-05-20"},
		"the nth":                    {"It came on Friday the 9th.", "Friday the 9th=2031-05-09"},
		"with its date":              {"It was filed on Tuesday, April 29.", "Tuesday, April 29=2031-04-29"},
		"weekday chooses the year":   {"It was filed on Friday, Nov. 29.", "Friday, Nov. 29=2030-11-29"},
		"every week":                 {"Every Friday and on Mondays they fly; also Monday and Tuesday nights.", ""},
		"possessive":                 {"Friday's vote was close.", "Friday=2031-05-09"},
		"names with days in them":    {"Black Friday and the Sunday Times are names. Mr. Friday agreed.", ""},
		"short forms need a cue":     {"He sat in the sun, and they wed.", ""},
		"ordered on a day to do":     {"The president ordered agencies on Friday to stop.", "Friday=2031-05-09"},
		"voted to, then the day":     {"The board voted to dismiss him on Friday.", "Friday=2031-05-09"},
		"deadline passed":            {"A deadline set by the agency passed on Friday.", "Friday=2031-05-09"},
		"faces a deadline":           {"Norvane faces a Friday deadline.", "Friday=2031-05-16"},
		"starting":                   {"They announced a ban starting Monday.", "Monday=2031-05-19"},
		"ahead of":                   {"They spoke ahead of Friday's vote.", "Friday=2031-05-16"},
		"by, of growth":              {"The list grew from two names to nine by Monday.", "Monday=2031-05-12"},
		"stop by":                    {"It ordered agencies to stop by Monday.", "Monday=2031-05-19"},
		"did not, curly":             {"Shares didn’t move Tuesday.", "Tuesday=2031-05-13"},
		"saying on":                  {"It may end, with Voss saying on Monday that it must.", "Monday=2031-05-12"},
		"due to":                     {"It was due to her claim in testimony to the panel on Monday.", "Monday=2031-05-12"},
		"verb right behind":          {"It will close unless the two sides in the House on Monday failed.", "Monday=2031-05-12"},
		"moved to":                   {"The agency delayed the award of the harbor contract to Friday.", "Friday=2031-05-16"},
		"set for":                    {"A hearing was set for Monday.", "Monday=2031-05-19"},
		"around a ruling":            {"They would look for ways around Tuesday's ruling.", "Tuesday=2031-05-13"},
		"ahead of a vote":            {"They will speak before Tuesday's vote.", "Tuesday=2031-05-20"},
		"opening hours":              {"It opens Monday - Saturday, or Monday through Friday.", ""},
		"small letters":              {"i'll go back on friday", "friday=2031-05-16"},
		"nth without the":            {"It was Fri 9th.", "Fri 9th=2031-05-09"},
		"the weekday is the subject": {"Friday is the last day.", "Friday=2031-05-16"},
	})
}

func TestDays(t *testing.T) {
	check(t, map[string][2]string{
		"full":                     {"It began on February 27, 2026.", "February 27, 2026=2026-02-27"},
		"AP style":                 {"The Sept. 11, 2001, attacks changed it.", "Sept. 11, 2001=2001-09-11"},
		"day first":                {"On 14 July 2025 it began, and on the 27th of February 2026 it ended.", "14 July 2025=2025-07-14 | the 27th of February 2026=2026-02-27"},
		"without a year":           {"It signed on May 9.", "May 9=2031-05-09"},
		"nearest year ahead":       {"It expires on Jan. 3.", "Jan. 3=2032-01-03"},
		"nearest year behind":      {"It was signed on Dec. 20.", "Dec. 20=2030-12-20"},
		"ISO":                      {"Filed 2031-05-09 in full.", "2031-05-09=2031-05-09"},
		"US numbers":               {"Filed 5/9/2031 and 13/4/2031.", "5/9/2031=2031-05-09 | 13/4/2031=2031-04-13"},
		"dots are day first":       {"Filed 09.05.2031.", "09.05.2031=2031-05-09"},
		"spelled":                  {"It ended on the second of May.", "second of May=2031-05-02"},
		"the 9th":                  {"The news on the 9th surprised staff.", "the 9th=2031-05-09"},
		"the 27th of something":    {"It is on the 27th floor, by the 14th Amendment.", ""},
		"range in one word":        {"The fair ran March 3-5 in Leeds.", "March 3-5=2031-03-03"},
		"range of two dates":       {"It is open from April 1 to April 30, 2032.", "April 1 to April 30, 2032=2032-04-01"},
		"two days":                 {"They met on April 24 and 25.", "April 24=2031-04-24 | 25=2031-04-25"},
		"month by name in numbers": {"Stamped 05-Aug-2030 and 2030-Aug-6.", "05-Aug-2030=2030-08-05 | 2030-Aug-6=2030-08-06"},
		"moved to a date":          {"The offer was extended to Nov. 20.", "Nov. 20=2031-11-20"},
		"shows and papers":         {"She told USA Today and the Tonight Show.", ""},
		"no such day":              {"On February 30, 2031 nothing was.", ""},
		"today and its neighbors":  {"Today, yesterday, tomorrow and tonight.", "Today=2031-05-14 | yesterday=2031-05-13 | tomorrow=2031-05-15 | tonight=2031-05-14"},
		"this morning, last night": {"It came this morning after last night's vote.", "this morning=2031-05-14 | last night=2031-05-13"},
		"after tomorrow":           {"It ends the day after tomorrow.", "the day after tomorrow=2031-05-16"},
		"nowadays":                 {"Ships are faster than today. But today's sailors are slow.", ""},
		"days ago":                 {"Talks collapsed two days ago.", "two days ago=2031-05-12"},
		"in ten days":              {"It will expire in ten days.", "in ten days=2031-05-24"},
		"in ten days, perhaps":     {"We could do it in ten days.", ""},
		"from a weekday":           {"It will end a week from Friday.", "a week from Friday=2031-05-23"},
		"the next day":             {"It sued on May 5, 2031. The next day, the agency answered; two days later it fell.", "May 5, 2031=2031-05-05 | The next day=2031-05-06 | two days later=2031-05-08"},
		"the day before an event":  {"The day before the vote, nobody spoke.", ""},
		"days before a date":       {"It left three days before May 9, 2031.", "three days before May 9, 2031=2031-05-06"},
		"holidays":                 {"It opened on Veterans Day, and closes on Thanksgiving Day 2031; the Christmas card came.", "Veterans Day=2030-11-11 | Thanksgiving Day 2031=2031-11-27"},
	})
}

func TestRanges(t *testing.T) {
	for s, want := range map[string]string{
		"The fair runs March 3-5, 2032.":             "2032-03-03 2032-03-05",
		"The fair runs 3 to 5 March 2032.":           "2032-03-03 2032-03-05",
		"The fair runs 3-5 March 2032.":              "2032-03-03 2032-03-05",
		"It is open from April 1 to April 30, 2032.": "2032-04-01 2032-04-30",
		"It will run from Monday to Friday.":         "2031-05-19 2031-05-23",
		"It will be open between May 20 and June 3.": "2031-05-20 2031-06-03",
	} {
		m := when.Find(text.New(s), wednesday)
		if len(m) != 1 || m[0].Value+" "+m[0].Until != want {
			t.Errorf("%s: got %+v, want %s", s, m, want)
		}
	}
}

func TestGuards(t *testing.T) {
	for name, s := range map[string]string{
		"months as names":     "Theresa May may march in. April Marsh and June Voss agreed. They march on.",
		"all day":             "It is open 24/7.",
		"scores":              "It scored 9/10, won 3-2 and lost 10-12.",
		"counts":              "It has 2026 employees and 1999 pages.",
		"models and pages":    "The Boeing 2025-X and page 2019 are old.",
		"prices":              "It cost $2026 and then $5.30.",
		"a length of time":    "A six-month phase-out takes 30 days and five years.",
		"a section of law":    "Section 3252 of Title 10 was cited.",
		"clock without a day": "The meeting ended at 5 p.m. in silence.",
	} {
		t.Run(name, func(t *testing.T) {
			if got := values(s, wednesday); len(got) != 0 {
				t.Errorf("%s\n got %q, want none", s, got)
			}
		})
	}
}

func TestCoarse(t *testing.T) {
	check(t, map[string][2]string{
		"month behind":        {"It was signed in October.", "October=2030-10"},
		"month ahead":         {"It will open in October.", "October=2031-10"},
		"month and year":      {"It ends by December 2033.", "December 2033=2033-12"},
		"May with a cue":      {"It began in May.", "May=2031-05"},
		"last month":          {"It was signed last month.", "last month=2031-04"},
		"last June":           {"He died last June.", "last June=2030-06"},
		"June last year":      {"In June last year it fell.", "June last year=2030-06"},
		"next year":           {"Prices rise next year.", "next year=2032"},
		"this week":           {"It opened this week.", "this week=2031-W20"},
		"weeks ago":           {"It was two weeks ago.", "two weeks ago=2031-W18"},
		"years ago":           {"She left four years ago.", "four years ago=2027"},
		"months over a year":  {"It was six months ago.", "six months ago=2030-11"},
		"quarter":             {"Due in the third quarter of 2032.", "the third quarter of 2032=2032-Q3"},
		"quarter, short":      {"Its Q3 2030 profit fell.", "Q3 2030=2030-Q3"},
		"quarter, hyphenated": {"It posted a first-quarter loss.", "first-quarter=2031-Q1"},
		"season":              {"In the fall of 2030 it won.", "the fall of 2030=2030"},
		"fiscal year":         {"Fiscal 2032 and FY33 funds.", "Fiscal 2032=2032 | FY33=2033"},
		"year with a cue":     {"It was founded in 2021.", "2021=2021"},
		"years between":       {"Between 2018 and 2020 it grew.", "2018=2018 | 2020=2020"},
		"years in one word":   {"The winter of 1957-58 was hard.", "1957=1957 | 58=1958"},
		"mid-year":            {"It fell apart in mid-1996.", "mid-1996=1996"},
		"the week of":         {"It meets the week of June 2.", "the week of June 2=2031-W23"},
		"the weekend":         {"Talks collapsed over the weekend.", "the weekend=2031-W19"},
		"end of the month":    {"It leaves by the end of the month.", "the end of the month=2031-05"},
		"vague":               {"It negotiated in recent weeks and over the past several months.", "in recent weeks= | over the past several months="},
		"a few days ago":      {"It fell a few days ago.", "a few days ago="},
	})
}

func TestTimes(t *testing.T) {
	for name, tc := range map[string]struct {
		text, want, zone string
		assumed          bool
	}{
		"behind the day":        {"It ends Friday at 5 p.m.", "Friday at 5 p.m.=2031-05-16T17", "UTC", true},
		"before the day":        {"It sailed at 5:01 PM ET Friday.", "5:01 PM ET Friday=2031-05-09T17:01", "America/New_York", false},
		"a deadline between":    {"A Friday deadline of 5:01 PM passed.", "Friday deadline of 5:01 PM=2031-05-09T17:01", "UTC", true},
		"in the same clause":    {"A 5 p.m. deadline set by the department passed on Friday.", "Friday=2031-05-09T17", "UTC", true},
		"24 hours":              {"The ship sailed on May 9 at 17:00 GMT.", "May 9 at 17:00 GMT=2031-05-09T17:00", "Etc/UTC", false},
		"noon":                  {"It ended at noon on Monday.", "noon on Monday=2031-05-12T12", "UTC", true},
		"midnight, in brackets": {"It closed May 9, 2031, at 11:59 p.m. (PT).", "May 9, 2031, at 11:59 p.m. (PT)=2031-05-09T23:59", "America/Los_Angeles", false},
		"ISO":                   {"Stamped 2031-05-09T08:15:30Z.", "2031-05-09T08:15:30Z=2031-05-09T08:15", "Etc/UTC", false},
		"twelve":                {"It began at 12:30 a.m. Monday.", "12:30 a.m. Monday=2031-05-12T00:30", "UTC", true},
		"no such hour":          {"It was 13 p.m. on Friday.", "Friday=2031-05-09", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := text.New(tc.text)
			got := when.Find(d, wednesday)
			if len(got) != 1 {
				t.Fatalf("got %q", values(tc.text, wednesday))
			}
			m := got[0]
			if s := d.Slice(m.Span) + "=" + m.Value; s != tc.want || m.Zone != tc.zone || m.ZoneAssumed != tc.assumed {
				t.Errorf("got %q in %q (assumed %v), want %q in %q", s, m.Zone, m.ZoneAssumed, tc.want, tc.zone)
			}
		})
	}
}

func TestZoneAndDayOfPublication(t *testing.T) {
	eastern, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("LOUD: this machine has no time zone data: %v", err)
	}
	// 02:30 UTC on the 15th is still the 14th in New York
	ref := when.Reference{Published: time.Date(2031, 5, 15, 2, 30, 0, 0, time.UTC), Zone: eastern}
	m := when.Find(text.New("It left today at 5 p.m."), ref)
	if len(m) != 1 || m[0].Value != "2031-05-14T17" || m[0].Zone != "America/New_York" || !m[0].ZoneAssumed || m[0].Anchor != "published" {
		t.Errorf("got %+v", m)
	}
	at, ok := m[0].Time(nil)
	if !ok || !at.Equal(time.Date(2031, 5, 14, 21, 0, 0, 0, time.UTC)) {
		t.Errorf("Time is %v, %v", at, ok)
	}
}

func TestWithoutPublication(t *testing.T) {
	got := values("On Friday it said May 9, 2031 and May 10 were fine, as last month.", when.Reference{})
	want := []string{"Friday=", "May 9, 2031=2031-05-09", "May 10=", "last month="}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRoles(t *testing.T) {
	for s, role := range map[string]string{
		"It must answer by May 23.":                                "deadline",
		"A Friday deadline passed.":                                "deadline",
		"The judge will hold a hearing on May 20.":                 "hearing",
		"The ban takes effect on June 1.":                          "effective",
		"Work is expected to be completed by Dec. 1.":              "completion",
		"Work is to be complete by Dec. 1.":                        "completion",
		"Published on May 9, 2031.":                                "publication",
		"She was born on May 9, 1980.":                             "birth",
		"Norvane sued on Friday.":                                  "event",
		"2031-05-09":                                               "",
		"The department gave Norvane until May 23 to accept terms": "deadline",
	} {
		if m := when.Find(text.New(s), wednesday); len(m) != 1 || m[0].Role != role {
			t.Errorf("%s: got %+v, want role %q", s, m, role)
		}
	}
}

func TestValues(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		days int
		ok   bool
	}{
		{"2031-05-09", "2031-05-12", 3, true},
		{"2031-05-12", "2031-05-09T17:01", 3, true},
		{"2031-05", "2031-05-09", 0, true},
		{"2031-05", "2031-06-02", 2, true},
		{"2031", "2032-Q1", 1, true},
		{"2031-W20", "2031-05-12", 0, true},
		{"", "2031", 0, false},
		{"soon", "2031", 0, false},
	} {
		if n, ok := when.DaysBetween(tc.a, tc.b); n != tc.days || ok != tc.ok {
			t.Errorf("DaysBetween(%q, %q) = %d, %v", tc.a, tc.b, n, ok)
		}
	}
	if !when.SameDay("2031-05-09", "2031-05-09T17") || when.SameDay("2031-05", "2031-05") {
		t.Error("SameDay needs a day on both sides")
	}
	if first, last, ok := when.Bounds("2031-W19"); first != "2031-05-05" || last != "2031-05-11" || !ok {
		t.Errorf("Bounds of a week: %s %s %v", first, last, ok)
	}
	if !when.Overlap("2031-05", "2031-Q2") || when.Overlap("2031-05", "2031-06") {
		t.Error("Overlap is wrong")
	}
}

func FuzzFind(f *testing.F) {
	f.Add("A Friday deadline of 5:01 PM ET passed on Feb. 30, 2026-2027; March 3-5, the week of 12/12/30.")
	f.Add("three thousand years ago, 9999 months from now \xff on the 31st, 5p.m. 2009–2010 until 9 a.m. Tuesday")
	f.Add("New Year's Day Thanksgiving Martin Luther King Jr. Day 1700 in 99 weeks from tomorrow 2031-05-09T99:99+")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s)
		for _, ref := range []when.Reference{wednesday, {}} {
			last := 0
			for _, m := range when.Find(d, ref) {
				if m.Start < last || m.Empty() || m.End > len(d.Text) {
					t.Fatalf("mention %+v after %d in %q", m, last, d.Text)
				}
				last = m.End
				if _, _, ok := when.Bounds(m.Value); ok == (m.Value == "") || (m.Precision == when.Vague) != (m.Value == "") {
					t.Fatalf("value %q with precision %q in %q", m.Value, m.Precision, d.Text)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := text.New(strings.Repeat("Norvane said on Friday that it would sue by next Tuesday. The Port Safety Agency, which was founded in 1998, signed the $200 million deal on Feb. 27 at 5:01 p.m. Nobody else spoke of it, and the ships stayed in the harbor. ", 50))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		when.Find(d, wednesday)
	}
}
