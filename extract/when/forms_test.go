package when_test

import (
	"testing"

	"storywatch/extract/text"
	"storywatch/extract/when"
)

func TestSpelledDays(t *testing.T) {
	check(t, map[string][2]string{
		"cardinal":               {"It closes May twenty nine.", "May twenty nine=2031-05-29"},
		"ordinal, small letters": {"we leave on june twenty second", "june twenty second=2031-06-22"},
		"with its year":          {"The yard opened on August fifteenth, nineteen eighty six.", "August fifteenth, nineteen eighty six=1986-08-15"},
		"day first":              {"She was born on twenty five January nineteen hundred ninety three.", "twenty five January nineteen hundred ninety three=1993-01-25"},
		"two thousand":           {"It sank on the fourth of March two thousand and six.", "fourth of March two thousand and six=2006-03-04"},
		"twenty twenty":          {"It sank on March 4, twenty twenty-six.", "March 4, twenty twenty-six=2026-03-04"},
		"range":                  {"The fair was held eighth to eleventh April 2030.", "eighth to eleventh April 2030=2030-04-08"},
		"what a number counts":   {"In March two men left. In June twenty five ships sank. The five March rallies were small.", "March=2031-03 | June=2030-06"},
		"weekday and ordinal":    {"It was Friday the ninth.", "Friday the ninth=2031-05-09"},
		"of next month":          {"Payment falls due on the 15th day of next month, and the fifth of last month was a holiday.", "the 15th day of next month=2031-06-15 | the fifth of last month=2031-04-05"},
	})
}

func TestForms(t *testing.T) {
	check(t, map[string][2]string{
		"ordinal behind a comma": {"The rule will bind from October, 1st.", "October, 1st=2031-10-01"},
		"a rank is no day":       {"In October, 1st Lt. Voss resigned.", "October=2030-10"},
		"slashes and names":      {"Stamped Jan/3, 22/Apr/2031 and 2031/apr/22.", "Jan/3=2031-01-03 | 22/Apr/2031=2031-04-22 | 2031/apr/22=2031-04-22"},
		"glued":                  {"Sold on Dec31, 2029 and Sun 11May.", "Dec31, 2029=2029-12-31 | Sun 11May=2031-05-11"},
		"eight digits":           {"The file -20310509- is old. It counts 20310509 people.", "20310509=2031-05-09"},
		"as computers write it":  {"Log of Wed May 7 15:50:06 2031 was kept.", "Wed May 7 15:50:06 2031=2031-05-07T15:50"},
		"year with apostrophe":   {"It was signed Aug. 3, '96.", "Aug. 3, '96=1996-08-03"},
		"listed":                 {"They can meet on 5/20, 5/22 or 5/25.", "5/20=2031-05-20 | 5/22=2031-05-22 | 5/25=2031-05-25"},
		"of in both places":      {"The tasting, 9 to 12 of June of 2031, is free.", "9 to 12 of June of 2031=2031-06-09"},
		"the nth without the":    {"It was moved on 9th.", "9th=2031-05-09"},
		"every month":            {"Rent is due on the 19th of every month.", ""},
		"before Christ":          {"The wall fell on 10 August 234 BCE.", ""},
		"next week on":           {"The panel meets next week on Tuesday.", "next week on Tuesday=2031-05-20"},
		"evening next week":      {"The panel meets Wednesday evening next week.", "Wednesday evening next week=2031-05-21"},
		"Easter":                 {"It closed on Good Friday, and opens next easter.", "Good Friday=2031-04-11 | next easter=2032-03-28"},
	})
}

func TestCountedDays(t *testing.T) {
	check(t, map[string][2]string{
		"months from a named day": {"It expires four months from tomorrow.", "four months from tomorrow=2031-09-15"},
		"at the end of a month":   {"It must close one month after May 31.", "one month after May 31=2031-06-30"},
		"months after, of old":    {"It fell two months after Jan. 3, 2031.", "two months after Jan. 3, 2031=2031-03"},
		"must, in days":           {"The yard must answer in ten days.", "in ten days=2031-05-24"},
		"has to, in days":         {"The yard has to answer in ten days.", "in ten days=2031-05-24"},
		"week starting on":        {"It is planned for the week starting on June 2.", "the week starting on June 2=2031-W23"},
	})
}

func TestRangeEnds(t *testing.T) {
	for s, want := range map[string]string{
		"It ran Nov. 18-Dec. 3, 2030, in two halls.":                 "2030-11-18 2030-12-03",
		"It ran Nov. 28-Jan. 3 in two halls.":                        "2030-11-28 2031-01-03",
		"It will sit Friday from 2 to 4:30 p.m. in town.":            "2031-05-16T14 2031-05-16T16:30",
		"It will sit 9 a.m. to 5 p.m. ET Friday.":                    "2031-05-16T09 2031-05-16T17",
		"It will sit on May 20, 11-1 p.m., in town.":                 "2031-05-20T11 2031-05-20T13",
		"It will be dark between 10 p.m. and 2 a.m. on May 20.":      "2031-05-20T22 2031-05-21T02",
		"It will sit on May 20, 19:00 - 21:00.":                      "2031-05-20T19:00 2031-05-20T21:00",
		"It will sit from 8am-3 on Friday.":                          "2031-05-16T08 2031-05-16T15",
		"The yard will be shut from next Monday to Friday.":          "2031-05-19 2031-05-23",
		"It ran from 10 August 2029 to 12 September.":                "2029-08-10 2029-09-12",
		"It ran from Nov. 20, 2029 through Jan. 12.":                 "2029-11-20 2030-01-12",
		"It is shut from 26th of june of 2032 to 28th of june 2032.": "2032-06-26 2032-06-28",
	} {
		m := when.Find(text.New(s), wednesday)
		if len(m) != 1 || m[0].Value+" "+m[0].Until != want {
			t.Errorf("%s: got %+v, want %s", s, m, want)
		}
	}
}
