package contract

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// datePattern is a day, a month or a year as these lists print them.
const datePattern = `(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)\.?,? (?:\d{1,2}, ?)?\d{4}`

// completions are the phrases before the day on which the work is to end, the surest first.
var completions = compile(
	`(?:expected|estimated|scheduled|anticipated|planned) to be (?:fully |substantially )?completed?,?(?: by| in| on| no later than)? (?:the end of )?`,
	`(?:estimated|expected|performance|contract|anticipated) completion date (?:is|of|will be|:) ?`,
	`completion date (?:is|of|will be) `,
	`(?:is|are|will be) (?:expected )?(?:to )?(?:be )?(?:completed|complete|concluded) (?:by|in|on) `,
	`ordering[- ]period (?:end(?:ing)?|completion) date (?:is|of|will be) `,
	`ordering[- ]period (?:is |runs |will run )?(?:through|until|to|ends|ending) `,
	`conclude (?:on|in|by) `,
	`period of performance (?:is|of|for [^.]{0,80} is|will be)?[^.]{0,80}?(?:through|to|until|-|–) `,
	`performance[^.]{0,80} (?:through|until|ends?) `,
	`option (?:period|year)[^.$]{0,60}? (?:from|of) [^.$]{0,40}?(?:through|to|until) `,
	`completed by `,
	`(?:expected|estimated|anticipated)[^.$]{0,60} (?:through|until|by) `,
)

func compile(patterns ...string) []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, p := range patterns {
		out = append(out, regexp.MustCompile(`(?i)`+p+`(?-i:(`+datePattern+`|(?:fiscal (?:year )?)?20\d\d))`))
	}
	return out
}

// endDate is a date in front of the words that make it the end: "a Sept. 30, 2028, ordering period end date".
var endDate = regexp.MustCompile(`(` + datePattern + `),? (?:ordering period end|performance completion|completion|end) date`)

// completion is the day on which work is to end, in the words printed.
func completion(body string) string {
	for _, re := range completions {
		if m := re.FindStringSubmatch(body); m != nil {
			return m[1]
		}
	}
	if m := endDate.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// date reads what datePattern matches: its ISO form, cut to its precision, and that.
func date(s string) (value, precision string) {
	f := strings.Fields(strings.NewReplacer(",", " ", ".", " ").Replace(s))
	if len(f) == 0 {
		return "", ""
	}
	y, err := strconv.Atoi(f[len(f)-1])
	if err != nil || y < 1900 || y > 2199 {
		return "", ""
	}
	m := 0
	if len(f[0]) >= 3 {
		m = months[strings.ToLower(f[0][:3])]
	}
	if m == 0 {
		return fmt.Sprintf("%04d", y), "year"
	}
	if len(f) == 2 {
		return fmt.Sprintf("%04d-%02d", y, m), "month"
	}
	d, err := strconv.Atoi(f[1])
	if err != nil || d < 1 || d > daysIn(y, m) {
		return fmt.Sprintf("%04d-%02d", y, m), "month"
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d), "day"
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
