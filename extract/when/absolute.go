package when

import (
	"fmt"
	"strings"

	"storywatch/extract/text"
)

// dayOfMonth reads word i as a day of the month: 27, 27th.
func (f *finder) dayOfMonth(i int) (int, bool) {
	if i < f.first || i >= f.last || f.w[i].kind != text.Number {
		return 0, false
	}
	s := f.w[i].text
	n, ok := ordinalDigits(s)
	if !ok && len(s) <= 2 {
		n, ok = digits(s)
	}
	return n, ok && n >= 1 && n <= 31
}

// monthAt reads word i as a month's name and steps over the dot of its short form.
func (f *finder) monthAt(i int) (month, next int) {
	e := f.entry(i)
	if e.month == 0 || !f.w[i].upper && (e.unsure || len(f.w[i].text) < 4 || !f.besideDigits(i)) {
		return 0, 0
	}
	next = i + 1
	if f.text(next) == "." && f.w[next].Start == f.w[i].End && len(f.w[i].text) <= 4 && e.month != 5 && !(len(f.w[i].text) == 4 && (e.month == 6 || e.month == 7)) {
		next++
	}
	return int(e.month), next
}

// besideDigits reports whether a number stands beside word i: only then is a month written small one.
func (f *finder) besideDigits(i int) bool {
	before := i - 1
	if f.key(before) == "of" {
		before--
	}
	return f.counts(before) || f.counts(i+1)
}

// counts reports whether word i is a number in digits or, from twenty on, in letters.
func (f *finder) counts(i int) bool {
	if i < f.first || i >= f.last {
		return false
	}
	w := &f.w[i]
	return w.kind == text.Number || w.number >= 20 || w.ordinal > 0
}

// monthName reads what begins with a month: Feb. 27, 2026; March 3-5; December 2027; October.
func (f *finder) monthName(i int) (item, int, bool) {
	m, j := f.monthAt(i)
	if m == 0 {
		return item{}, 0, false
	}
	if it, next, ok := f.acrossMonths(i, j, m); ok {
		return it, next, true
	}
	if d, to, end, ok := f.dayRange(j); ok {
		y, next, hasYear := f.yearAfter(end)
		if !hasYear {
			if y, hasYear = f.yearOfEnd(next); hasYear {
				it, _, ok := f.monthDay(i, next, m, d, y, true)
				return it, next, ok
			}
		}
		if !hasYear {
			if it, next, ok := f.yearPastClock(i, end, m, d); ok {
				return it, next, true
			}
		}
		it, next, ok := f.monthDay(i, next, m, d, y, hasYear)
		if ok && it.prec == Day && !hasYear && end == j+3 && f.key(j+1) == "and" {
			if second, ok := f.dayOfMonth(j + 2); ok {
				it.also = it.day + second - d
				it.span = text.Span{Start: f.w[i].Start, End: f.w[j].End}
			}
		} else if ok && it.prec == Day && to > d {
			it.until = it.day + to - d
		}
		return it, next, ok
	}
	if f.key(j) == "the" {
		if d, next, ok := f.spelledOrdinal(j + 1); ok {
			return f.monthDay(i, next, m, d, 0, false)
		}
		if d, ok := f.dayOfMonth(j + 1); ok {
			return f.monthDay(i, j+2, m, d, 0, false)
		}
	}
	if d, next, ok := f.spelledOrdinal(j); ok && f.entry(next).unit == noUnit {
		y, after, hasYear := f.yearAfter(next)
		return f.monthDay(i, after, m, d, y, hasYear)
	}
	if d, next, ok := f.spelledCardinal(j); ok && !f.countsNoun(next) {
		y, after, hasYear := f.yearAfter(next)
		return f.monthDay(i, after, m, d, y, hasYear)
	}
	if d, next, ok := f.setOff(j); ok { // October, 1st; Jan/3
		y, after, hasYear := f.yearAfter(next)
		return f.monthDay(i, after, m, d, y, hasYear)
	}
	if y, next, ok := f.yearAfter(j); ok {
		return f.month(i, next, y, m, ""), next, true
	}
	switch {
	case f.key(j) == "this" && f.entry(j+1).unit == years && f.hasRef, f.key(j) == "last" && f.entry(j+1).unit == years && f.hasRef, f.key(j) == "next" && f.entry(j+1).unit == years && f.hasRef:
		y, _, _ := civil(f.ref)
		return f.month(i, j+2, y+shift(f.key(j)), m, published), j + 2, true
	}
	return f.bareMonth(i, j, m)
}

// acrossMonths reads a range that AP style closes up: Nov. 18-Dec. 19, 2031. The year belongs to its end.
func (f *finder) acrossMonths(i, j, m int) (item, int, bool) {
	if j >= f.last {
		return item{}, 0, false
	}
	a, name, found := cutDash(f.w[j].text)
	e := look(name)
	d, ok := digits(a)
	if !found || !ok || e.month == 0 || d < 1 || d > 31 {
		return item{}, 0, false
	}
	k := j + 1
	if f.text(k) == "." {
		k++
	}
	to, ok := f.dayOfMonth(k)
	if !ok {
		return item{}, 0, false
	}
	y, next, hasYear := f.yearAfter(k + 1)
	end, _, ok := f.monthDay(i, next, int(e.month), to, y, hasYear)
	if !ok || end.prec != Day {
		return item{}, 0, false
	}
	y, endMonth, _ := civil(end.day)
	if m > endMonth {
		y--
	}
	first, ok := dayNumber(y, m, d)
	if !ok || first >= end.day {
		return item{}, 0, false
	}
	it := f.dayItem(i, next, first, end.anchor)
	it.until = end.day
	return it, next, true
}

// dayRange reads the days behind a month: "27", "27th", "3-5", "3 to 5"; to is the last day of a range, else 0.
func (f *finder) dayRange(j int) (day, to, next int, ok bool) {
	if j >= f.last || f.w[j].kind != text.Number {
		return 0, 0, 0, false
	}
	if d, ok := f.dayOfMonth(j); ok {
		if isUnitBehind(f, j+1) {
			return 0, 0, 0, false
		}
		if isDash(f.text(j+1)) || f.key(j+1) == "to" || f.key(j+1) == "and" || f.key(j+1) == "through" {
			if end, ok := f.dayOfMonth(j + 2); ok && end > d && !isUnitBehind(f, j+3) && f.entry(j+3).month == 0 {
				return d, end, j + 3, true
			}
		}
		return d, 0, j + 1, true
	}
	a, b, found := cutDash(f.w[j].text)
	if !found {
		return 0, 0, 0, false
	}
	d, ok1 := digits(a)
	e, ok2 := digits(b)
	return d, e, j + 1, ok1 && ok2 && d >= 1 && e <= 31 && d < e
}

// yearOfEnd reads the year behind the end of a range for its beginning: "April 1 to April 30, 2026".
func (f *finder) yearOfEnd(i int) (int, bool) {
	if k := f.key(i); k != "to" && k != "through" && k != "and" && k != "until" && !isDash(f.text(i)) {
		return 0, false
	}
	m, j := f.monthAt(i + 1)
	if m == 0 {
		return 0, false
	}
	if _, ok := f.dayOfMonth(j); !ok {
		return 0, false
	}
	y, _, ok := f.yearAfter(j + 1)
	return y, ok
}

// setOff reads a day that a comma or a slash sets off from its month: "October, 1st", "Jan/3".
func (f *finder) setOff(j int) (day, next int, ok bool) {
	d, ok := f.dayOfMonth(j + 1)
	if !ok || j+2 < f.last && f.w[j+2].upper && f.w[j+2].entry == nothing {
		return 0, 0, false
	}
	switch f.text(j) {
	case ",":
		_, ok = ordinalDigits(f.text(j + 1))
	case "/":
		ok = f.glued(j) && f.glued(j+1)
	default:
		ok = false
	}
	return d, j + 2, ok
}

// glued reports whether word i stands right behind the one before, without a space.
func (f *finder) glued(i int) bool { return i > f.first && i < f.last && f.w[i].Start == f.w[i-1].End }

// yearPastClock reads the year behind the time of day, as computers write it: Oct 26 15:50:06 2016.
func (f *finder) yearPastClock(first, end, m, d int) (item, int, bool) {
	h, minute, exact, ok := hourMinute(f.text(end))
	if !ok || !exact || !strings.Contains(f.text(end), ":") {
		return item{}, 0, false
	}
	zone, next := f.zoneAt(end + 1)
	y, ok := f.year(next)
	if !ok {
		return item{}, 0, false
	}
	it, after, ok := f.monthDay(first, next+1, m, d, y, true)
	if it.prec == Day {
		it.clock = clock{ok: true, hour: h, minute: minute, minuteKnown: true, zone: zone}
	}
	return it, after, ok
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "‑" }

func cutDash(s string) (a, b string, found bool) {
	for _, dash := range []string{"-", "–", "‑"} {
		if a, b, found = strings.Cut(s, dash); found {
			return a, b, true
		}
	}
	return "", "", false
}

// isUnitBehind guards "May 12 percent" and "March 3 million": the number counts something else.
func isUnitBehind(f *finder, i int) bool {
	switch f.text(i) {
	case "percent", "%", "million", "billion", "points", "people", "per":
		return true
	}
	return false
}

func (f *finder) month(first, last, y, m int, anchor string) item {
	return item{first: first, last: last, value: fmt.Sprintf("%04d-%02d", y, m), prec: Month, anchor: anchor}
}

// monthDay is a month and a day, with or without a year.
func (f *finder) monthDay(first, last, m, d, y int, hasYear bool) (item, int, bool) {
	if hasYear {
		n, ok := dayNumber(y, m, d)
		if !ok {
			return skip(last)
		}
		return f.dayItem(first, last, n, ""), last, true
	}
	if !f.hasRef {
		if m < 1 || d < 1 || d > 31 {
			return skip(last)
		}
		return item{first: first, last: last}, last, true
	}
	if _, ok := digits(f.text(last)); ok && (f.text(last+1) == "BC" || f.text(last+1) == "BCE") {
		return skip(last + 2)
	}
	n, ok := f.nearest(first, last, m, d)
	if !ok {
		return skip(last)
	}
	return f.dayItem(first, last, n, published), last, true
}

// farAway is how many days a date without a year may lie from the publication before what the verb says decides the year.
const farAway = 120

// nearest chooses the year of a date that names none: the one nearest to publication, unless it is far and the verb
// says the other direction, or a weekday stands before it and fits only one.
func (f *finder) nearest(first, last, m, d int) (int, bool) {
	y, _, _ := civil(f.ref)
	best, found := 0, false
	weekday := f.weekdayBefore(first)
	direction := f.direction(first, last)
	for _, c := range []int{y, y - 1, y + 1} {
		n, ok := dayNumber(c, m, d)
		if !ok {
			continue
		}
		if weekday != 0 && weekdayOf(n) == weekday && abs(n-f.ref) < 400 {
			return n, true
		}
		if !found {
			best, found = n, true
			continue
		}
		if closer(n-f.ref, best-f.ref, direction) {
			best = n
		}
	}
	return best, found
}

// closer reports whether distance a (in days, negative before publication) suits better than b.
func closer(a, b int, direction tense) bool {
	cost := func(d int) int {
		c := abs(d)
		if c > farAway && (direction == past && d > 0 || direction == ahead && d < 0) {
			c += 2 * farAway
		}
		return c
	}
	return cost(a) < cost(b)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// weekdayBefore is the weekday that stands right before word i: "Tuesday, Feb. 24".
func (f *finder) weekdayBefore(i int) int {
	i--
	if s := f.text(i); s == "," || s == "." || s == "(" {
		i--
	}
	if f.text(i) == "." {
		i--
	}
	return int(f.entry(i).weekday)
}

// bareMonth is a month without day and year: the last one or, when the verb says so, the next.
func (f *finder) bareMonth(first, last, m int) (item, int, bool) {
	before := f.key(first - 1)
	cued := monthCue[before]
	if f.w[first].unsure && !cued || namesOn(f, last) && !cued {
		return item{}, 0, false
	}
	if f.w[first].unsure && f.key(last) == "be" || f.w[first].upper && first > f.first && f.w[first-1].upper && f.w[first-1].entry == nothing && f.w[first-1].kind == text.Word && !cued {
		return item{}, 0, false // a surname: "Theresa May", "James August"
	}
	if !f.hasRef {
		return item{first: first, last: last}, last, true
	}
	y, now, _ := civil(f.ref)
	switch f.direction(first, last) {
	case ahead:
		if m < now {
			y++
		}
	default:
		if m > now {
			y--
		}
	}
	return f.month(first, last, y, m, published), last, true
}

// monthCue are words before a month that make even May and March one.
var monthCue = map[string]bool{
	"in": true, "since": true, "by": true, "until": true, "till": true, "early": true, "mid": true, "late": true, "of": true,
	"from": true, "through": true, "between": true, "during": true, "before": true, "after": true, "this": true, "each": true, "every": true, "to": true,
}

// namesOn reports whether a capitalised word follows, as in the name April Marsh.
func namesOn(f *finder, i int) bool {
	return i < f.last && f.w[i].kind == text.Word && f.w[i].upper && f.w[i].entry == nothing && f.w[i].Start == f.w[i-1].End+1
}

// number reads what begins with digits.
func (f *finder) number(i int) (item, int, bool) {
	s := f.w[i].text
	if it, ok := f.iso(i, s); ok {
		return it, i + 1, true
	}
	if it, ok := f.slashed(i, s); ok {
		return it, i + 1, true
	}
	if it, ok := f.basic(i, s); ok {
		return it, i + 1, true
	}
	if f.moneyBefore(i) {
		return item{}, 0, false
	}
	if it, next, ok := f.namedMonth(i); ok {
		return it, next, true
	}
	if it, next, ok := f.dayThenMonth(i); ok {
		return it, next, true
	}
	if it, next, ok := f.digitClock(i); ok {
		return it, next, true
	}
	if it, next, ok := f.quantity(i); ok {
		return it, next, true
	}
	return f.bareYear(i)
}

func (f *finder) moneyBefore(i int) bool {
	if i == f.first || f.w[i-1].End != f.w[i].Start {
		return false
	}
	switch f.text(i - 1) {
	case "$", "€", "£", "¥", "#", "§", "/", "-":
		return true
	}
	return false
}
