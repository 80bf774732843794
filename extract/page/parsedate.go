package page

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ParseDate reads a date as pages write it in attributes and labels: ISO 8601 and its careless forms, Unix seconds and
// milliseconds, RFC 5322, and long forms in the languages of datewords.txt. With a zone the value is an RFC 3339 time of
// minute precision in the zone that the page states, so that its day is the reader's; without, it is a day, a month or
// nothing: a clock without a zone is not a moment. Where 03/04/2031 leaves open which number is the day, it is the first.
func ParseDate(raw string) (Date, bool) {
	s, ok := parseStamp(raw, false)
	if !ok {
		return Date{}, false
	}
	return s.date(), true
}

// The years that a page's date can have: the web has no news pages before 1991, and templates print year 1 and 9999.
const minYear, maxYear = 1991, 2099

// MaxDateBytes is how long a text may be to be read as a date: with weekday, time, zone and label the longest are some 120.
const MaxDateBytes = 200

// The zones of a stamp.
const (
	noZone    = iota // a local clock, or UTC that does not say so
	utcZone          // Z or +00:00: often what a database holds, not what the reader sees
	localZone        // another offset
)

// stamp is a date as it was written.
type stamp struct {
	year, month, day     int // day is 0 when only the month is stated
	hour, minute, second int
	clock                bool // hour and minute are stated
	zone, offset         int  // offset in seconds east of UTC
	shuffled             bool // day and month may be exchanged: 03/04/2031
}

// on is the stated day at midnight UTC.
func (s stamp) on() time.Time {
	return time.Date(s.year, time.Month(s.month), max(1, s.day), 0, 0, 0, 0, time.UTC)
}

// at is the moment of a stamp with a zone.
func (s stamp) at() time.Time {
	where := time.UTC
	if s.zone == localZone {
		where = time.FixedZone("", s.offset)
	}
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, s.second, 0, where)
}

func (s stamp) date() Date {
	switch {
	case s.day == 0:
		return Date{Value: s.on().Format("2006-01"), Precision: "month"}
	case s.clock && s.zone != noZone:
		return Date{Value: s.at().Format(time.RFC3339), Precision: "minute"}
	}
	return Date{Value: s.on().Format(time.DateOnly), Precision: "day"}
}

// parseStamp reads a whole attribute or label. monthFirst says how to read 03/04/2031.
func parseStamp(raw string, monthFirst bool) (stamp, bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > MaxDateBytes {
		return stamp{}, false
	}
	if s, ok := unixStamp(raw); ok {
		return s, true
	}
	s, _, _, ok := findStamp(raw, monthFirst)
	return s, ok
}

// unixStamp reads seconds or milliseconds since 1970.
func unixStamp(raw string) (stamp, bool) {
	if len(raw) != 10 && len(raw) != 13 {
		return stamp{}, false
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		return stamp{}, false
	}
	if len(raw) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).UTC()
	if t.Year() < minYear || t.Year() > maxYear {
		return stamp{}, false
	}
	return stamp{year: t.Year(), month: int(t.Month()), day: t.Day(), hour: t.Hour(), minute: t.Minute(), second: t.Second(), clock: true, zone: utcZone}, true
}

// findStamp is the first full date in a text, with the byte offsets where it stands; where there is none, the first month of a year.
func findStamp(text string, monthFirst bool) (s stamp, start, end int, ok bool) {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= '0' && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r) }) {
		return stamp{}, 0, 0, false
	}
	var room [64]dateToken
	toks := lexDate(text, room[:0])
	for i := range toks {
		if i > 0 && toks[i-1].joins(toks[i]) {
			continue
		}
		if s, next, ok := readDay(toks, i, monthFirst); ok {
			next = s.readTime(toks, next)
			return s, toks[i].start, toks[next-1].end, true
		}
	}
	for i := 0; i+1 < len(toks); i++ {
		if m, next := monthAt(toks, i), i+1; m > 0 {
			for next < len(toks) && (toks[next].is(".,") || toks[next].filler()) {
				next++
			}
			if next < len(toks) && toks[next].digits == 4 && validDay(toks[next].value, m, 1) {
				return stamp{year: toks[next].value, month: m}, toks[i].start, toks[next].end, true
			}
		}
	}
	return stamp{}, 0, 0, false
}

// dateToken is a number, a word in lower case, or one other sign.
type dateToken struct {
	start, end    int
	digits, value int    // of a number of up to fourteen digits
	word          string // letters
	sign          rune
	glued         bool // no space before it
}

func (t dateToken) is(signs string) bool { return t.sign != 0 && strings.ContainsRune(signs, t.sign) }
func (t dateToken) filler() bool         { return t.word != "" && words().filler[t.word] }

// joins reports whether the token before a number belongs to the same number: 12.5.2031 must not be read from the 5 on.
func (t dateToken) joins(next dateToken) bool {
	return next.glued && next.digits > 0 && (t.digits > 0 || t.is("/.:-+%=&_$€£#"))
}

// MaxDateTokens is how many tokens of a text are looked at: a label with a date and a time has some thirty.
const MaxDateTokens = 120

func lexDate(text string, toks []dateToken) []dateToken {
	glued := false
	for i := 0; i < len(text) && len(toks) < MaxDateTokens; {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		t := dateToken{start: i, glued: glued}
		glued = true
		switch {
		case unicode.IsSpace(c) || c == '\u200e' || c == '\u200f':
			glued = false
			i += size
			continue
		case digitOf(c) >= 0:
			for digitOf(c) >= 0 {
				if t.digits++; t.digits <= 14 {
					t.value = t.value*10 + digitOf(c)
				}
				if i += size; i == len(text) {
					break
				}
				c, size = utf8.DecodeRuneInString(text[i:])
			}
		case unicode.IsLetter(c) && !strings.ContainsRune(unitSigns, c):
			j := i
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && !(r == '\'' && j > i) && !unicode.IsMark(r) || strings.ContainsRune(unitSigns, r) {
					break
				}
				j += n
			}
			t.word = strings.ToLower(text[i:j])
			i = j
		default:
			t.sign = c
			i += size
		}
		t.end = i
		toks = append(toks, t)
	}
	return toks
}

// zeros begin the ten digits of Arabic, Persian, Hindi, Bengali, Thai and full-width numbers.
var zeros = [...]rune{'٠', '۰', '०', '০', '๐', '０'}

// digitOf is the value of a digit, -1 when a character is none.
func digitOf(c rune) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= utf8.RuneSelf && unicode.IsDigit(c):
		for _, zero := range zeros {
			if c >= zero && c <= zero+9 {
				return int(c - zero)
			}
		}
	}
	return -1
}

// unitSigns follow year, month and day in Chinese, Japanese and Korean.
const unitSigns = "年月日년월일"

// readDay reads a date with year, month and day at token i; next is the first token after it.
func readDay(t []dateToken, i int, monthFirst bool) (s stamp, next int, ok bool) {
	switch d := t[i]; {
	case d.digits == 4:
		return readYearFirst(t, i)
	case d.digits == 8 || d.digits == 12 || d.digits == 14:
		return readRun(d, i)
	case d.digits == 1 || d.digits == 2:
		if s, next, ok = readNumeric(t, i, monthFirst); ok {
			return s, next, true
		}
		return readDayMonth(t, i)
	case d.word != "":
		return readMonthDay(t, i)
	}
	return stamp{}, 0, false
}

// readRun reads 20310304 and 20310304093000. Other numbers of eight digits rarely happen to be days of these years.
func readRun(d dateToken, i int) (stamp, int, bool) {
	v, s := d.value, stamp{}
	if d.digits == 14 {
		s.second, v = v%100, v/100
	}
	if d.digits >= 12 {
		s.minute, s.hour, v, s.clock = v%100, v/100%100, v/10000, true
	}
	s.year, s.month, s.day = v/10000, v/100%100, v%100
	return s, i + 1, validDay(s.year, s.month, s.day) && s.hour < 24 && s.minute < 60 && s.second < 60
}

// readYearFirst reads 2031-03-04, 2031/3/4, 2031. 03. 04., 2031年3月4日 and 2031 March 4.
func readYearFirst(t []dateToken, i int) (stamp, int, bool) {
	s := stamp{year: t[i].value}
	j := i + 1
	sep := rune(0)
	for j < len(t) && (t[j].is("-/.,"+unitSigns) || t[j].filler()) {
		sep = t[j].sign
		j++
	}
	if j >= len(t) {
		return s, 0, false
	}
	if s.month = monthAt(t, j); s.month == 0 {
		if sep == 0 || t[j].digits == 0 || t[j].digits > 2 {
			return s, 0, false
		}
		s.month = t[j].value
	}
	second := false
	for j++; j < len(t) && (t[j].is("-/.,"+unitSigns) || t[j].filler()); j++ {
		second = true
	}
	if j >= len(t) || t[j].digits == 0 || t[j].digits > 2 || !second && t[j-1].word == "" {
		return s, 0, false
	}
	s.day = t[j].value
	for j++; j < len(t) && t[j].is("日일"); j++ {
	}
	return s, j, validDay(s.year, s.month, s.day)
}

// readNumeric reads 4.3.2031, 04/03/2031, 4-3-31: both separators alike.
func readNumeric(t []dateToken, i int, monthFirst bool) (stamp, int, bool) {
	if i+4 >= len(t) || !t[i+1].is("./-|") || t[i+3].sign != t[i+1].sign || t[i+2].digits == 0 || t[i+2].digits > 2 {
		return stamp{}, 0, false
	}
	year, ok := yearOf(t[i+4])
	if !ok || t[i+4].digits == 2 && (!t[i+4].glued || i+5 < len(t) && t[i+5].glued && t[i+5].sign == t[i+1].sign) {
		return stamp{}, 0, false
	}
	day, month := t[i].value, t[i+2].value
	switch {
	case day > 12 || t[i+1].sign == '.':
	case month > 12:
		day, month = month, day
	case day != month:
		if monthFirst {
			day, month = month, day
		}
		return stamp{year: year, month: month, day: day, shuffled: true}, i + 5, validDay(year, month, day)
	}
	return stamp{year: year, month: month, day: day}, i + 5, validDay(year, month, day)
}

// readDayMonth reads 4 March 2031, 4. März 2031, le 1er mars 2031, 4 de marzo de 2031, 4-Mar-31.
func readDayMonth(t []dateToken, i int) (stamp, int, bool) {
	j := i + 1
	for j < len(t) && j < i+4 && monthAt(t, j) == 0 && (t[j].is(".-/ºª°,") || t[j].filler()) {
		j++
	}
	month := monthAt(t, j)
	if month == 0 {
		return stamp{}, 0, false
	}
	if t[j].word == "listopada" && t[i+1].is(".") {
		month = 10 // Croatian writes "4. listopada"; in Polish "4 listopada" is in November
	}
	dashed := false
	for j++; j < len(t) && (t[j].is(".,-/'’") || t[j].filler() || monthAt(t, j) == month); j++ { // Arabic names a month twice, in two calendars' words
		dashed = t[j].is("-/'’")
	}
	if j >= len(t) {
		return stamp{}, 0, false
	}
	year, ok := yearOf(t[j])
	if !ok || t[j].digits == 2 && !dashed {
		return stamp{}, 0, false
	}
	return stamp{year: year, month: month, day: t[i].value}, j + 1, validDay(year, month, t[i].value)
}

// readMonthDay reads March 4, 2031, Mar. 4th 2031, and Mar 4 09:30:00 2031.
func readMonthDay(t []dateToken, i int) (stamp, int, bool) {
	month := monthAt(t, i)
	if month == 0 {
		return stamp{}, 0, false
	}
	j := i + 1
	for j < len(t) && t[j].is(".-/") {
		j++
	}
	if j >= len(t) || t[j].digits == 0 || t[j].digits > 2 {
		return stamp{}, 0, false
	}
	s := stamp{month: month, day: t[j].value}
	for j++; j < len(t) && (t[j].is(".,-/") || t[j].filler()); j++ {
	}
	if j < len(t) && t[j].digits > 0 && t[j].digits <= 2 { // the form of C's ctime
		if after := s.readTime(t, j); after > j {
			for j = after; j < len(t) && t[j].is(".,"); j++ {
			}
		}
	}
	if j >= len(t) || t[j].digits != 4 {
		return stamp{}, 0, false
	}
	s.year = t[j].value
	return s, j + 1, validDay(s.year, s.month, s.day)
}

// buddhist is how many years the calendar of Thailand is ahead.
const buddhist = 543

// yearOf reads four digits, or two as the years from 1991 on.
func yearOf(t dateToken) (int, bool) {
	switch {
	case t.digits == 4 && t.value >= minYear+buddhist:
		return t.value - buddhist, true
	case t.digits == 4:
		return t.value, true
	case t.digits == 2 && t.value > 90:
		return 1900 + t.value, true
	case t.digits == 2:
		return 2000 + t.value, t.value < 60
	}
	return 0, false
}

func monthAt(t []dateToken, i int) int {
	if i >= len(t) || t[i].word == "" {
		return 0
	}
	return words().month[t[i].word]
}

func validDay(year, month, day int) bool {
	return year >= minYear && year <= maxYear && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
		time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}
