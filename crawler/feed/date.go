package feed

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Precision says what of a Date was printed.
type Precision string

// The precisions. Time is the first moment of what is known (a day's or month's start, in UTC).
const (
	Year   Precision = "year"
	Month  Precision = "month"
	Day    Precision = "day"
	Minute Precision = "minute"
)

// ParseDate reads a date as feeds print it: RFC 3339 and the W3C profile of ISO 8601, RFC 5322 and its many careless
// forms, long forms in seven languages, Unix seconds and milliseconds. It never guesses: where the day is ambiguous
// (03/04/2026) or a word is not known, the Date holds only Raw; where the zone has a name that means several offsets,
// the precision is Day. A time without any zone counts as UTC, as feed readers take it.
func ParseDate(raw string) Date {
	raw = strings.TrimSpace(raw)
	d := Date{Raw: raw}
	if len(raw) > maxDate {
		return d
	}
	for _, read := range []func(string) (time.Time, Precision, bool){isoDate, unixDate, longDate} {
		if t, p, ok := read(raw); ok {
			if y := t.Year(); y < minYear || y > maxYear {
				return d
			}
			d.Time, d.Precision = t, p
			return d
		}
	}
	return d
}

const (
	// maxDate in bytes: the longest real date is some sixty; more is prose.
	maxDate = 120
	// The years that a feed's dates can mean. "0001-01-01" and the like are templates' zero values.
	minYear, maxYear = 1990, 2100
)

func date(raw string) Date { return ParseDate(PlainText(raw)) }

var (
	isoForm = regexp.MustCompile(`^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[Tt ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?\s*(?:([Zz]|[A-Za-z]{2,5})|((?:GMT|UTC)?[+-]\d{1,2}:?(?:\d{2})?))?$`)
	clock   = regexp.MustCompile(`^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?$`)
	offset  = regexp.MustCompile(`^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?$`)
	ordinal = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)$`)
	number  = regexp.MustCompile(`^\d{1,4}$`)
	hyphens = regexp.MustCompile(`(\d)[-/. ]+([\p{L}]{3,})\.?[-/. ]+(\d)`)
	halves  = regexp.MustCompile(`(\d)([ap])\.?m\.?`)
)

// isoDate reads W3C-DTF: year, month, day, with or without a time.
func isoDate(raw string) (time.Time, Precision, bool) {
	m := isoForm.FindStringSubmatch(raw)
	if m == nil {
		return time.Time{}, "", false
	}
	if len(raw) == 6 || len(raw) == 8 && m[3] == "" { // YYYYMM and other runs of digits mean too many things
		return time.Time{}, "", false
	}
	p, month, day := Year, 1, 1
	if m[2] != "" {
		p, month = Month, atoi(m[2])
	}
	if m[3] != "" {
		p, day = Day, atoi(m[3])
	}
	if m[4] == "" || p != Day {
		return build(atoi(m[1]), month, day, nil, "", p)
	}
	return build(atoi(m[1]), month, day, []int{atoi(m[4]), atoi(m[5]), atoi(m[6])}, strings.ToLower(m[7]+m[8]), Minute)
}

// unixDate reads seconds or milliseconds since 1970.
func unixDate(raw string) (time.Time, Precision, bool) {
	n, err := strconv.ParseInt(raw, 10, 64)
	switch {
	case err != nil:
		return time.Time{}, "", false
	case len(raw) == 10:
		return time.Unix(n, 0), Minute, true
	case len(raw) == 13:
		return time.UnixMilli(n), Minute, true
	}
	return time.Time{}, "", false
}

// longDate reads forms with a month's name, word by word.
func longDate(raw string) (time.Time, Precision, bool) {
	lower := strings.ToLower(raw)
	lower = hyphens.ReplaceAllString(lower, "$1 $2 $3")
	lower = halves.ReplaceAllString(lower, "$1 ${2}m")
	tokens := strings.FieldsFunc(lower, func(r rune) bool { return strings.ContainsRune(" \t\n\r,;()|•·\u00a0", r) })
	var month, day, year int
	var at []int
	zone, half := "", ""
	for _, w := range tokens {
		bare := strings.TrimRight(w, ".")
		switch {
		case clock.MatchString(w) && at == nil:
			m := clock.FindStringSubmatch(w)
			at = []int{atoi(m[1]), atoi(m[2]), atoi(m[3])}
		case bare == "am" || bare == "pm" || bare == "a.m" || bare == "p.m":
			half = bare[:1]
		case words.month[bare] != 0 && month == 0:
			month = words.month[bare]
		case offset.MatchString(w) && at != nil:
			zone = w
		case known(bare) && at != nil && zone == "":
			zone = bare
		case words.filler[bare] || words.month[bare] != 0:
		case ordinal.MatchString(w) && day == 0:
			day = atoi(ordinal.FindStringSubmatch(w)[1])
		case number.MatchString(w) && len(w) <= 2 && day == 0:
			day = atoi(w)
		case number.MatchString(w) && len(w) != 3 && year == 0:
			year = fullYear(w)
		case at != nil && zone == "" && len(bare) <= 5 && letters(bare):
			zone = bare // a zone that is not known costs the time, not the day
		default:
			return time.Time{}, "", false
		}
	}
	if month == 0 || day == 0 || year == 0 {
		return time.Time{}, "", false
	}
	if at == nil {
		return build(year, month, day, nil, "", Day)
	}
	if half != "" {
		if at[0] < 1 || at[0] > 12 {
			return time.Time{}, "", false
		}
		at[0] %= 12
		if half == "p" {
			at[0] += 12
		}
	}
	return build(year, month, day, at, zone, Minute)
}

// build checks the numbers and applies the zone; at is hour, minute, second or nil.
func build(year, month, day int, at []int, zone string, p Precision) (time.Time, Precision, bool) {
	midnight := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || midnight.Day() != day {
		return time.Time{}, "", false
	}
	if at == nil {
		return midnight, p, true
	}
	hour, minute, second := at[0], at[1], min(at[2], 59) // a leap second is the last of its minute
	if hour > 24 || minute > 59 || at[2] > 60 || hour == 24 && minute+second > 0 {
		return time.Time{}, "", false
	}
	local := func(where *time.Location) (time.Time, Precision, bool) {
		return time.Date(year, time.Month(month), day, hour, minute, second, 0, where), p, true
	}
	if m := offset.FindStringSubmatch(zone); m != nil {
		seconds := atoi(m[2])*3600 + atoi(m[3])*60
		if seconds > 14*3600 {
			return midnight, Day, true
		}
		if m[1] == "-" {
			seconds = -seconds
		}
		return local(time.FixedZone("", seconds))
	}
	if zone == "" {
		return local(time.UTC)
	}
	if seconds, ok := words.zone[zone]; ok {
		return local(time.FixedZone("", seconds))
	}
	if name := words.region[zone]; name != "" {
		if where, err := time.LoadLocation(name); err == nil {
			return local(where)
		}
	}
	return midnight, Day, true
}

// fullYear reads two digits as RFC 5322 does: 00–49 are of this century.
func fullYear(w string) int {
	y := atoi(w)
	switch {
	case len(w) > 2:
		return y
	case y < 50:
		return 2000 + y
	default:
		return 1900 + y
	}
}

func known(zone string) bool {
	_, fixed := words.zone[zone]
	return fixed || words.region[zone] != ""
}

func letters(w string) bool {
	return w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""
}

// atoi is for digits that a pattern has matched; "" is 0.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
