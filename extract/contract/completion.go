package contract

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// monthPattern is a month as these lists print it.
const monthPattern = `(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`

// datePattern is a day or a month.
const datePattern = monthPattern + `,?(?: of)? ?(?:\d{1,2}(?:st|nd|rd|th)?(?:, ?| ))?\d{4}|\d{1,2} ` + monthPattern + `,? \d{4}`

// periodPattern is a year, a fiscal year or a quarter.
const periodPattern = `(?:(?:the )?(?:end|middle|beginning) of )?(?:(?:the )?(?:first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter(?: of)?,? )?(?:calendar (?:year )?|fiscal (?:year )?|FY ?)?(?:19|20)\d\d`

// completions are the phrases before the day on which the work is to end, the surest first. They are compiled when the first
// announcement is read: most runs read none.
var completions = sync.OnceValue(func() []*regexp.Regexp {
	return compile(
		`(?:expected|estimated|scheduled|anticipated|planned|projected) to be (?:fully |substantially )?completed?,?(?: (?:by|in|on|no later than|not later than|during|around))? (?:the end of )?`,
		`(?:estimated|expected|performance|contract|anticipated|final|ultimate) (?:contract )?completion(?: date)? (?:is|of|in|by|on|will be|:) ?(?:in |by |on )?`,
		`completion date:? (?:is |of |in |by |on |will be |for [^.$]{0,60} is )?`,
		`date of (?:performance )?completion (?:is|of|will be) `,
		`(?:is|are|will be|to be) (?:expected )?(?:to )?(?:be )?(?:completed|complete|concluded) (?:(?:by|in|on|no later than|not later than|during) )?`,
		`completion (?:is |being )?(?:expected|anticipated|scheduled|estimated)(?: to be)?(?: (?:by|in|on|for))? `,
		`ordering[- ]period (?:end(?:ing)?|completion)(?: date)? (?:is|of|will be) `,
		`ordering[- ]period (?:is |runs |will run )?(?:through|until|to|ends|ending) (?:on )?`,
		`ordering[- ]period[^.$]{0,80}? (?:through|until|to|ends|ending|-|–) ?(?:on )?`,
		`(?:conclude|finish|end) (?:on|in|by) `,
		`period of performance (?:is|of|for [^.]{0,80} is|will be)?[^.]{0,80}?(?:through|to|until|ending|ends|-|–) (?:on |in )?`,
		`performance[^.]{0,80} (?:through|until|ends?|ending|to) (?:on |in )?`,
		`option (?:period|year)[^.$]{0,60}? (?:from|of) [^.$]{0,40}?(?:through|to|until) `,
		`completed (?:by|no later than) `,
		`contract (?:expires|ends|will expire|will end|expiration date is|runs through|will run through)(?: on| in)? `,
		`(?:expected|estimated|anticipated)[^.$]{0,60} (?:through|until|by) `,
		`work (?:will|is expected to|is to) (?:continue|run|be performed[^.$]{0,60}) (?:through|until) `,
	)
})

func compile(patterns ...string) []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, p := range patterns {
		out = append(out, regexp.MustCompile(`(?i)`+p+`(?-i:(`+datePattern+`|`+periodPattern+`))`))
	}
	return out
}

var (
	// endDate is a date in front of the words that make it the end: "a Sept. 30, 2028, ordering period end date".
	endDate = regexp.MustCompile(`(` + datePattern + `),? (?:estimated |expected |anticipated |final )?(?:ordering period end|ordering period completion|performance completion|contract completion|completion|ordering period ending|end) date`)
	// duration is how long the work may take, where no day is named.
	duration = regexp.MustCompile(`(?i)(?:completed?|completion|period of performance|performance period|ordering period)(?: (?:is|of|will be|for [^.$]{0,40} is))? (?:within |in |of )?((?:\d{1,4}|[a-z]+(?:-[a-z]+)?)[ -](?:calendar )?(?:days|months|years))\b`)
)

// completion is the day on which work is to end, else the time it may take, in the words printed.
func completion(body string) string {
	for _, re := range completions() {
		for _, m := range re.FindAllStringSubmatchIndex(body, -1) {
			if !negotiated(body[:m[0]]) {
				return body[m[2]:m[3]]
			}
		}
	}
	if m := endDate.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	if m := duration.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

// negotiated reports whether what is completed is the bargaining: old lists say "negotiations were completed May 2003".
func negotiated(before string) bool {
	before = strings.ToLower(strings.TrimSpace(before[max(0, len(before)-14):]))
	return strings.Contains(before, "negotiation") || strings.Contains(before, "solicitation")
}

var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// quarters is the number of a quarter by its first letters.
var quarters = map[string]int{"first": 1, "1st": 1, "secon": 2, "2nd": 2, "third": 3, "3rd": 3, "fourt": 4, "4th": 4}

// date reads what datePattern or periodPattern matches: its ISO form, cut to its precision, and that. The end of a
// quarter or of a fiscal year, which ends with September, is the month in which it lies, with precision "period_end".
func date(s string) (value, precision string) {
	f := strings.Fields(strings.NewReplacer(",", " ", ".", " ").Replace(strings.ToLower(s)))
	if len(f) == 0 {
		return "", ""
	}
	last := f[len(f)-1]
	y, err := strconv.Atoi(strings.TrimPrefix(last, "fy"))
	if err != nil || y < 1900 || y > 2199 {
		return "", ""
	}
	m, d, quarter, fiscal := 0, 0, 0, strings.HasPrefix(last, "fy")
	for _, w := range f[:len(f)-1] {
		if n, ok := months[w[:min(len(w), 3)]]; ok && m == 0 {
			m = n
		} else if q, ok := quarters[strings.TrimSuffix(w, "-quarter")[:min(len(strings.TrimSuffix(w, "-quarter")), 5)]]; ok && m == 0 {
			quarter = q
		} else if w == "fiscal" || w == "fy" {
			fiscal = true
		} else if n, err := strconv.Atoi(strings.TrimRight(w, "sthnrd")); err == nil {
			d = n
		}
	}
	switch {
	case m > 0 && d > 0 && d <= daysIn(y, m):
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d), "day"
	case m > 0:
		return fmt.Sprintf("%04d-%02d", y, m), "month"
	case quarter > 0 && fiscal:
		y, m = fiscalEnd(y, quarter)
		return fmt.Sprintf("%04d-%02d", y, m), "period_end"
	case quarter > 0:
		return fmt.Sprintf("%04d-%02d", y, 3*quarter), "period_end"
	case fiscal:
		return fmt.Sprintf("%04d-09", y), "period_end"
	}
	return fmt.Sprintf("%04d", y), "year"
}

// fiscalEnd is the last month of a quarter of a fiscal year: the first ends with December of the year before.
func fiscalEnd(y, quarter int) (year, month int) {
	if quarter == 1 {
		return y - 1, 12
	}
	return y, 3 * (quarter - 1)
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
