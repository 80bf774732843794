package when

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed holidays.txt
var holidayFile string

// holiday is a day of the year that has a name.
type holiday struct {
	name    []string // its words in lower case
	month   int
	day     int // of the month, when weekday is 0
	weekday int
	nth     int
	unsure  bool
	movable bool // day counts from Easter Sunday
}

// holidays by their first word, longest name first as in the file.
var holidays = readHolidays(holidayFile)

func readHolidays(file string) map[string][]holiday {
	m := map[string][]holiday{}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		rule, unsure := strings.CutSuffix(f[0], "?")
		h := holiday{name: f[1:], unsure: unsure}
		if days, ok := strings.CutPrefix(rule, "easter"); ok {
			h.movable = true
			h.day, _ = strconv.Atoi(days)
			m[f[1]] = append(m[f[1]], h)
			continue
		}
		part := strings.Split(rule, "-")
		h.month, _ = strconv.Atoi(part[0])
		if len(part) == 3 {
			h.weekday = int(look(part[1]).weekday)
			h.nth, _ = strconv.Atoi(part[2])
		} else {
			h.day, _ = strconv.Atoi(part[1])
		}
		m[f[1]] = append(m[f[1]], h)
	}
	return m
}

// in is the day number of the holiday in year y.
func (h holiday) in(y int) (int, bool) {
	if h.movable {
		return easter(y) + h.day, true
	}
	if h.weekday == 0 {
		return dayNumber(y, h.month, h.day)
	}
	first, ok := dayNumber(y, h.month, 1)
	if h.month == 11 && h.weekday == 2 { // the Tuesday after the first Monday
		return first + (8-weekdayOf(first))%7 + 1, ok
	}
	n := first + (h.weekday-weekdayOf(first)+7)%7 + 7*(h.nth-1)
	if n > lastOfMonth(y, h.month) {
		n -= 7
	}
	return n, ok
}

// easter is the day number of Easter Sunday in the Gregorian calendar: the anonymous algorithm printed in Nature, 20 April
// 1876, as Meeus gives it (Astronomical Algorithms, chapter 8).
func easter(y int) int {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	day, _ := dayNumber(y, n/31, n%31+1)
	return day
}

// holidayName reads "on Christmas", "Thanksgiving Day", "Labor Day 2030".
func (f *finder) holidayName(i int) (item, int, bool) {
	for _, h := range holidays[strings.ToLower(f.w[i].text)] {
		next, ok := f.spells(i, h.name)
		if !f.w[i].upper && shift(f.key(i-1)) == 0 && (len(h.name) == 1 || f.w[i].month != 0) {
			continue // in small letters "may day" and "christmas" need a word before them
		}
		if !ok || h.unsure && !f.holidayCue(i, next) {
			continue
		}
		if y, after, ok := f.yearAfter(next); ok {
			if n, ok := h.in(y); ok {
				return f.dayItem(i, after, n, ""), after, true
			}
		}
		if !f.hasRef {
			return item{first: i, last: next}, next, true
		}
		y, _, _ := civil(f.ref)
		direction := f.direction(i, next)
		best, found := 0, false
		if step := shift(f.key(i - 1)); step != 0 { // last Easter, next Thanksgiving
			for _, c := range []int{y, y + step} {
				if n, ok := h.in(c); ok && (n-f.ref)*step > 0 {
					return f.dayItem(i-1, next, n, published), next, true
				}
			}
		}
		for _, c := range []int{y, y - 1, y + 1} {
			if n, ok := h.in(c); ok && (!found || closer(n-f.ref, best-f.ref, direction)) {
				best, found = n, true
			}
		}
		return f.dayItem(i, next, best, published), next, found
	}
	return item{}, 0, false
}

// spells reports whether the words from i on are those of name, and where they end.
func (f *finder) spells(i int, name []string) (next int, ok bool) {
	j := i
	for _, w := range name {
		if j >= f.last {
			return 0, false
		}
		whole := strings.ReplaceAll(strings.ToLower(f.d.Slice(f.d.Tokens[j].Span)), "’", "'")
		if w != whole && w != strings.ToLower(f.w[j].text) && !(strings.HasSuffix(w, ".") && w == whole+".") {
			return 0, false
		}
		j++
		if strings.HasSuffix(w, ".") && f.text(j) == "." {
			j++
		}
	}
	return j, true
}

// holidayCue reports whether the words around a holiday's short name make it the day: "on Christmas", not "a Christmas card".
func (f *finder) holidayCue(i, next int) bool {
	switch f.key(i - 1) {
	case "on", "by", "before", "after", "since", "until", "past", "last", "this", "next", "following", "previous":
		return next >= f.last || f.w[next].kind != 0 || f.w[next].entry != nothing
	}
	return false
}
