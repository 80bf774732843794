package when

import (
	"fmt"
	"strings"

	"storywatch/extract/text"
)

// shift is how many steps a modifier moves: last -1, this 0, next 1.
func shift(modifier string) int {
	switch modifier {
	case "last", "past", "previous", "preceding", "prior":
		return -1
	case "next", "coming", "following":
		return 1
	}
	return 0
}

func isModifier(key string) bool {
	switch key {
	case "last", "past", "previous", "next", "coming", "following", "this", "same", "current", "preceding":
		return true
	}
	return false
}

// deictic reads today, yesterday, tomorrow, tonight, "this morning", "last night", "the day after tomorrow".
func (f *finder) deictic(i int) (item, int, bool) {
	switch f.w[i].key {
	case "today", "tonight":
		if f.generic(i) || f.title(i) {
			return item{}, 0, false
		}
		return f.fromRef(i, i+1, f.ref), i + 1, true
	case "yesterday":
		return f.fromRef(i, i+1, f.ref-1), i + 1, true
	case "tomorrow":
		return f.fromRef(i, i+1, f.ref+1), i + 1, true
	case "this":
		if f.entry(i + 1).part {
			return f.fromRef(i, i+2, f.ref), i + 2, true
		}
	case "last":
		if f.key(i+1) == "night" {
			return f.fromRef(i, i+2, f.ref-1), i + 2, true
		}
	case "the":
		if f.entry(i+1).unit != days {
			return item{}, 0, false
		}
		switch {
		case f.key(i+2) == "after" && f.key(i+3) == "tomorrow":
			return f.fromRef(i, i+4, f.ref+2), i + 4, true
		case f.key(i+2) == "before" && f.key(i+3) == "yesterday":
			return f.fromRef(i, i+4, f.ref-2), i + 4, true
		}
	}
	return item{}, 0, false
}

// title reports whether a capitalised "Today" at i belongs to a name: USA Today, the Tonight Show.
func (f *finder) title(i int) bool {
	if !f.w[i].upper || i == f.first {
		return false
	}
	before, behind := f.w[i-1], i+1 < f.last && f.w[i+1].upper && f.w[i+1].kind == text.Word
	return behind || before.kind == text.Word && before.upper && before.entry == nothing
}

// generic reports whether "today" at i means nowadays: "faster than today", "today's readers are".
func (f *finder) generic(i int) bool {
	for j := i - 1; j >= f.first && j > i-8; j-- {
		if f.key(j) == "than" {
			return true
		}
	}
	if f.d.Tokens[i].End == f.w[i].End { // no possessive
		return false
	}
	for j := i + 1; j < f.last && j < i+4; j++ {
		w := &f.w[j]
		if w.kind != text.Word || w.tense != noTense {
			return false
		}
		if s := w.text; len(s) > 3 && s[len(s)-1] == 's' && s[len(s)-2] != 's' && !w.upper && (j+1 >= f.last || f.w[j+1].tense == noTense || f.w[j+1].tense == present) {
			return true
		}
	}
	return false
}

// modified reads next Tuesday, last month, this year, last June, last summer, the following week.
func (f *finder) modified(i int) (item, int, bool) {
	key := f.w[i].key
	if !isModifier(key) {
		return item{}, 0, false
	}
	j := i + 1
	if (key == "this" || key == "the") && isModifier(f.key(j)) { // "this past Wednesday", "this coming week"
		key = f.key(j)
		j++
	}
	e := f.entry(j)
	switch {
	case e.weekday != 0 && (!e.unsure || f.w[j].upper):
		return f.modifiedWeekday(i, j, key)
	case e.month != 0 && f.w[j].upper:
		return f.modifiedMonth(i, j, key)
	case e.season != 0 && (f.w[j].key != "spring" || key != "past"):
		return f.modifiedSeason(i, j, key)
	case e.unit != noUnit && (key == "this" || key == "last" || key == "next" || key == "past" || key == "current" || key == "coming"):
		return f.modifiedUnit(i, j, key)
	}
	return item{}, 0, false
}

func (f *finder) modifiedWeekday(i, j int, key string) (item, int, bool) {
	if f.plural(j) {
		return skip(j + 1)
	}
	if (key == "following" || key == "previous" || key == "same" || key == "preceding") && f.key(i-1) == "the" {
		if a, ok := f.anchorDay(); ok {
			n := f.last7(a, int(f.w[j].weekday), false)
			if key == "following" {
				n = f.next7(a, int(f.w[j].weekday), false)
			}
			it := f.dayItem(i, j+1, n, dayValue(a))
			return it, j + 1, true
		}
	}
	wd := int(f.w[j].weekday)
	var n int
	switch key {
	case "last", "past", "preceding":
		n = f.last7(f.ref, wd, false)
	case "previous": // of the week before
		n = f.ref - weekdayOf(f.ref) + 1 - 7 + wd - 1
	case "next", "following":
		n = f.ref - weekdayOf(f.ref) + 1 + 7 + wd - 1
	case "coming":
		n = f.next7(f.ref, wd, false)
	default: // this: the nearest in the direction of the verb, ahead when it says nothing
		if f.direction(i, j+1) == past {
			n = f.last7(f.ref, wd, true)
		} else {
			n = f.next7(f.ref, wd, true)
		}
	}
	return f.fromRef(i, j+1, n), j + 1, true
}

// last7 is the last day before from (or from itself, when same) that falls on weekday wd.
func (f *finder) last7(from, wd int, same bool) int {
	back := (weekdayOf(from) - wd + 7) % 7
	if back == 0 && !same {
		back = 7
	}
	return from - back
}

// next7 is the next such day.
func (f *finder) next7(from, wd int, same bool) int {
	ahead := (wd - weekdayOf(from) + 7) % 7
	if ahead == 0 && !same {
		ahead = 7
	}
	return from + ahead
}

func (f *finder) modifiedMonth(i, j int, key string) (item, int, bool) {
	m, next := f.monthAt(j)
	if d, _, end, ok := f.dayRange(next); ok {
		return f.monthDay(i, end, m, d, 0, false)
	}
	if !f.hasRef {
		return item{first: i, last: next}, next, true
	}
	y, now, _ := civil(f.ref)
	switch shift(key) {
	case -1:
		if m >= now {
			y--
		}
	case 1:
		if m <= now {
			y++
		}
	}
	return f.month(i, next, y, m, published), next, true
}

// modifiedSeason: seasons have no value of their own in ISO 8601 and begin on no certain day, so the year is what is known.
func (f *finder) modifiedSeason(i, j int, key string) (item, int, bool) {
	if !f.hasRef {
		return item{first: i, last: j + 1}, j + 1, true
	}
	y, m, _ := civil(f.ref)
	lastMonth := [...]int{0, 5, 8, 11, 2}[f.w[j].season]
	switch shift(key) {
	case -1:
		if m <= lastMonth {
			y--
		}
	case 1:
		if m >= lastMonth-2 {
			y++
		}
	}
	return f.yearItem(i, j+1, y, published), j + 1, true
}

func (f *finder) modifiedUnit(i, j int, key string) (item, int, bool) {
	if f.plural(j) {
		return item{}, 0, false
	}
	step := shift(key)
	if f.w[j].unit == days || f.w[j].unit == minutes || f.w[j].unit == hours {
		return item{}, 0, false // "this day" in speeches, "the next day" counts from another
	}
	if key == "past" || key == "coming" { // "the past year" is a stretch, not the last calendar year
		return item{first: i, last: j + 1}, j + 1, true
	}
	if f.w[j].unit == weeks && f.entry(j+1).weekday != 0 && f.w[j+1].upper { // "next week Wednesday"
		n := f.ref - weekdayOf(f.ref) + int(f.w[j+1].weekday) + 7*step
		return f.fromRef(i, j+2, n), j + 2, true
	}
	return f.counted(i, j+1, f.w[j].unit, step, published)
}

// counted is the calendar unit that lies n units from the publication.
func (f *finder) counted(first, last int, u unit, n int, anchor string) (item, int, bool) {
	if !f.hasRef {
		return item{first: first, last: last}, last, true
	}
	it, ok := f.countedFrom(f.ref, first, last, u, n, anchor)
	if !ok {
		return item{}, 0, false
	}
	return it, last, true
}

// longestCount keeps dates within the years that ISO 8601 can write.
const longestCount = 3000

func (f *finder) countedFrom(from, first, last int, u unit, n int, anchor string) (item, bool) {
	if n > longestCount || n < -longestCount {
		return item{}, false
	}
	y, m, _ := civil(from)
	it := item{first: first, last: last, anchor: anchor}
	switch u {
	case days:
		it = f.dayItem(first, last, from+n, anchor)
	case weeks, fortnights, weekends:
		if u == fortnights {
			n *= 2
		}
		it.value, it.prec = weekValue(from+7*n), Week
	case months:
		m += n - 1
		y += floorDiv(m, 12)
		m = m - floorDiv(m, 12)*12 + 1
		it = f.month(first, last, y, m, anchor)
	case quarters:
		q := (m-1)/3 + n
		it.value, it.prec = fmt.Sprintf("%04d-Q%d", y+floorDiv(q, 4), q-floorDiv(q, 4)*4+1), Quarter
	case years:
		it = f.yearItem(first, last, y+n, anchor)
	case decades, centuries:
		return it, true
	default:
		return item{}, false
	}
	if y+n/300 < 1 || len(it.value) > 0 && it.value[0] == '-' {
		return item{}, false
	}
	return it, true
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// weekdayName reads a weekday alone and with what follows it: Friday, "Tuesday of next week", "Friday the 27th".
func (f *finder) weekdayName(i int) (item, int, bool) {
	w := f.w[i]
	if w.weekday == 0 || !w.upper && len(w.text) < len("monday") || w.unsure && !f.dayCue(i) {
		return item{}, 0, false
	}
	next := i + 1
	if len(w.text) < 6 && f.text(next) == "." && next < f.last && f.w[next].Start == w.End {
		next++
	}
	if (isDash(f.text(next)) || f.key(next) == "through" || f.key(next) == "to") && f.entry(next+1).weekday != 0 && f.key(i-1) != "from" {
		return skip(next + 2) // Monday - Saturday, Monday through Friday
	}
	if f.nights(next) || f.plural(i) || f.key(i-1) == "every" || f.key(i-1) == "each" || f.entry(next).part && f.plural(next) || f.namedDay(i) {
		return skip(next)
	}
	// "Tuesday, Feb. 24": the date decides
	j := next
	if s := f.text(j); s == "," || s == "(" {
		j++
	}
	if it, after, ok := f.dateBehind(j); ok {
		it.first, it.last = i, after
		it.span = text.Span{}
		return it, after, true
	}
	if f.key(next) == "the" {
		if d, ok := f.dayOfMonth(next + 1); ok && len(f.text(next+1)) > 2 {
			if n, ok := f.weekdayTheNth(int(w.weekday), d); ok {
				return f.fromRef(i, next+2, n), next + 2, true
			}
		}
	}
	if d, ok := f.dayOfMonth(next); ok && len(f.text(next)) > 2 { // "Fri 13th"
		if n, ok := f.weekdayTheNth(int(w.weekday), d); ok {
			return f.fromRef(i, next+1, n), next + 1, true
		}
	}
	k := next
	if f.key(k) == "of" || f.text(k) == "," {
		k++
	}
	if (f.key(k) == "next" || f.key(k) == "last" || f.key(k) == "this") && f.entry(k+1).unit == weeks && !f.plural(k+1) {
		n := f.ref - weekdayOf(f.ref) + int(w.weekday) + 7*shift(f.key(k))
		return f.fromRef(i, k+2, n), k + 2, true
	}
	return f.fromRef(i, next, f.weekday(i, next)), next, true
}

// nights reports whether "and Tuesday nights" follows: such days come round every week.
func (f *finder) nights(i int) bool {
	for f.key(i) == "and" || f.key(i) == "or" || f.text(i) == "," {
		i++
	}
	if f.entry(i).weekday == 0 {
		return false
	}
	return f.entry(i+1).part && f.plural(i+1)
}

// dateBehind reads a month and day, or a numeric date, at word j.
func (f *finder) dateBehind(j int) (item, int, bool) {
	if j >= f.last {
		return item{}, 0, false
	}
	var it item
	var after int
	var ok bool
	switch {
	case f.w[j].month != 0:
		it, after, ok = f.monthName(j)
	case f.w[j].kind == text.Number:
		if it, ok = f.iso(j, f.w[j].text); !ok {
			if it, ok = f.slashed(j, f.w[j].text); !ok {
				it, after, ok = f.dayThenMonth(j)
				return it, after, ok && it.prec == Day
			}
		}
		after = j + 1
	}
	return it, after, ok && it.prec == Day
}

// weekdayTheNth is the month nearest to the publication in which the nth falls on the weekday.
func (f *finder) weekdayTheNth(weekday, nth int) (int, bool) {
	y, m, _ := civil(f.ref)
	for distance := range 13 {
		for _, sign := range []int{-1, 1} {
			mm := m - 1 + sign*distance
			yy := y + floorDiv(mm, 12)
			if n, ok := dayNumber(yy, mm-floorDiv(mm, 12)*12+1, nth); ok && weekdayOf(n) == weekday {
				return n, true
			}
		}
	}
	return 0, false
}

// weekday resolves a bare weekday at words [i, next).
func (f *finder) weekday(i, next int) int {
	wd := int(f.w[i].weekday)
	switch f.key(next) {
	case "before", "previous": // "the Friday before"
		if f.key(i-1) == "the" {
			if a, ok := f.anchorDay(); ok {
				return f.last7(a, wd, false)
			}
			return f.last7(f.ref, wd, false)
		}
	}
	if f.direction(i, next) == ahead && !f.ofThePast(i) {
		return f.next7(f.ref, wd, true)
	}
	return f.last7(f.ref, wd, true)
}

// toCome are nouns that a weekday in the possessive may still lie before: "ahead of Friday's vote".
var toCome = map[string]bool{"auction": true, "briefing": true, "ceremony": true, "conference": true, "court": true, "deadline": true, "debate": true, "election": true, "event": true, "game": true,
	"hearing": true, "launch": true, "match": true, "meeting": true, "parade": true, "primary": true, "race": true, "rally": true, "runoff": true, "session": true, "summit": true, "talks": true, "trial": true, "vote": true, "board": true, "special": true, "planned": true, "scheduled": true}

// ofThePast reports whether the weekday at i is the possessive of something that has been: "a way around Friday's ruling".
func (f *finder) ofThePast(i int) bool {
	return f.d.Tokens[i].End != f.w[i].End && i+1 < f.last && !toCome[strings.ToLower(f.text(i+1))] && !toCome[strings.ToLower(f.text(i+2))]
}

// dayCue reports whether a word stands before word i that days stand behind; "Sat" and "Sun" need one.
func (f *finder) dayCue(i int) bool {
	switch f.key(i - 1) {
	case "on", "last", "next", "this", "by", "until", "since", "from", "through":
		return true
	}
	return f.text(i+1) == "," && f.entry(i+2).month != 0 || f.entry(i+1).month != 0
}

// plural reports whether word i is written with a plural s ("Mondays", "weeks").
func (f *finder) plural(i int) bool {
	if i >= f.last {
		return false
	}
	s := f.d.Slice(f.w[i].Span)
	return len(s) > 2 && (s[len(s)-1] == 's' || s[len(s)-1] == 'S') && !strings.EqualFold(s, "thurs") && !strings.EqualFold(s, "tues")
}

// namedDay are the names that hold a weekday: Black Friday, the Sunday Times.
func (f *finder) namedDay(i int) bool {
	switch f.text(i - 1) {
	case "Black", "Good", "Super", "Fat", "Ash", "Palm", "Easter", "Bloody", "Cyber", "Giving", "Ruby", "Holy", "Maundy", "Mr", "Ms", "Mrs", "Casual":
		return true
	}
	if f.text(i-1) == "." {
		switch f.text(i - 2) {
		case "Mr", "Ms", "Mrs", "Dr":
			return true
		}
	}
	switch f.text(i + 1) {
	case "Times", "Telegraph", "Mirror", "Express", "Mail", "Night", "Herald", "People", "Post", "Club", "Mercury", "World", "Live", "Independent", "Star", "Sun", "Review":
		return true
	}
	return false
}

// quantity reads two weeks ago, three days later, a week from Friday, in ten days.
func (f *finder) quantity(i int) (item, int, bool) {
	n, j, vague, ok := f.count(i)
	if !ok {
		return item{}, 0, false
	}
	u := f.entry(j).unit
	if u == noUnit || u == minutes && f.w[j].key == "second" {
		return item{}, 0, false
	}
	k := j + 1
	switch f.key(k) {
	case "ago":
		k++
		if vague {
			return item{first: i, last: k}, k, true
		}
		if u == hours || u == minutes {
			return f.fromRef(i, k, f.ref), k, u == hours && n < hoursADay/4
		}
		return f.counted(i, k, u, -n, published)
	case "from":
		if key := f.key(k + 1); key == "now" || key == "today" || key == "tomorrow" {
			from := 0
			if key == "tomorrow" {
				from = 1
			}
			if vague || !f.hasRef {
				return item{first: i, last: k + 2}, k + 2, true
			}
			it, ok := f.countedFrom(f.ref+from, i, k+2, exact(u, key != "now"), scaled(u, n, key != "now"), published)
			return it, k + 2, ok
		}
		if f.entry(k+1).weekday != 0 && f.w[k+1].upper && (u == weeks || u == days) && !vague {
			at := f.next7(f.ref, int(f.w[k+1].weekday), true)
			return f.fromRef(i, k+2, at+scaled(u, n, true)), k + 2, true
		}
	case "earlier", "later", "before", "after":
		return f.fromAnchor(i, k, n, u, vague)
	}
	if f.key(i-1) == "in" && !vague && (u == days || u == weeks || u == months) && f.surelyAhead(i-2) {
		return f.counted(i-1, k, u, n, published)
	}
	return item{}, 0, false
}

// surelyAhead reports whether "will" or the like governs word i: "could do it in 100 days" promises no date.
func (f *finder) surelyAhead(i int) bool {
	for j := i; j >= f.first && j > i-reachLeft; j-- {
		switch w := &f.w[j]; {
		case w.key == "will" || w.key == "shall" || w.tense == ahead || strings.HasSuffix(w.text, "'ll") || strings.HasSuffix(w.text, "’ll"):
			return true
		case w.tense == modal || w.tense == past:
			return false
		case (w.key == "is" || w.key == "are" || w.key == "expires" || w.key == "ends" || w.key == "begins" || w.key == "starts") && i-j < 4:
			return true
		}
	}
	return false
}

// exact makes weeks into days when counting begins at a named day.
func exact(u unit, named bool) unit {
	if named && u == weeks {
		return days
	}
	return u
}

func scaled(u unit, n int, named bool) int {
	if named && u == weeks {
		return 7 * n
	}
	return n
}

// count reads how many: 2, two, a, a few, twenty-five; vague when the words do not say.
func (f *finder) count(i int) (n, next int, vague, ok bool) {
	w := f.w[i]
	if w.kind == text.Number {
		if v, rest, found := cutDash(w.text); found {
			if look(rest).unit != noUnit {
				return 0, 0, false, false
			}
			w.text = v
		}
		n, ok = digits(w.text)
		return n, i + 1, false, ok
	}
	switch w.key {
	case "a", "an":
		if f.key(i+1) == "few" {
			return 0, i + 2, true, true
		}
		if f.key(i+1) == "couple" {
			j := i + 2
			if f.key(j) == "of" {
				j++
			}
			return 2, j, true, true
		}
		return 1, i + 1, false, true
	case "several", "few", "some":
		return 0, i + 1, true, true
	}
	if w.number > 0 {
		if w.number >= 20 && f.entry(i+1).number > 0 && f.entry(i+1).number < 10 {
			return int(w.number + f.entry(i+1).number), i + 2, false, true
		}
		return int(w.number), i + 1, false, true
	}
	return 0, 0, false, false
}

// fromAnchor reads "two days later" and "a week earlier": counted from the last day that the text named.
func (f *finder) fromAnchor(i, k, n int, u unit, vague bool) (item, int, bool) {
	if u != days && u != weeks {
		return item{}, 0, false
	}
	key := f.key(k)
	from, anchor := 0, ""
	end := k + 1
	switch key {
	case "before", "after":
		it, after, ok := f.dateAt(k + 1)
		if !ok || vague {
			return item{}, 0, false
		}
		from, anchor, end = it.day, it.value, after
	default:
		a, ok := f.anchorDay()
		if !ok || vague {
			return item{first: i, last: end}, end, true
		}
		from, anchor = a, dayValue(a)
	}
	if key == "earlier" || key == "before" {
		n = -n
	}
	if n > longestCount || n < -longestCount {
		return item{}, 0, false
	}
	return f.dayItem(i, end, from+scaled(u, n, true), anchor), end, true
}

// dateAt reads any item of day precision with a value at word j.
func (f *finder) dateAt(j int) (item, int, bool) {
	if j >= f.last || f.key(j) == "a" || f.w[j].number > 0 {
		return item{}, 0, false
	}
	if f.key(j) == "the" {
		return item{}, 0, false
	}
	it, after, ok := f.at(j)
	return it, after, ok && it.prec == Day && it.value != ""
}

// anchorReach is how many items back the day may stand that "two days later" counts from.
const anchorReach = 6

// anchorDay is the last day that the text named, within reach.
func (f *finder) anchorDay() (int, bool) {
	for i := len(f.items) - 1; i >= 0 && i >= len(f.items)-anchorReach; i-- {
		if it := &f.items[i]; it.value != "" && !it.timeOnly {
			return it.day, it.prec == Day
		}
	}
	return 0, false
}

// discourse reads "the next day", "the following day", "the day before", "that day", "the same day".
func (f *finder) discourse(i int) (item, int, bool) {
	key := f.w[i].key
	if key != "the" && key != "that" {
		return item{}, 0, false
	}
	step, end := 0, 0
	switch {
	case (f.key(i+1) == "next" || f.key(i+1) == "following") && f.entry(i+2).unit == days && !f.plural(i+2):
		step, end = 1, i+3
	case (f.key(i+1) == "previous" || f.key(i+1) == "preceding") && f.entry(i+2).unit == days && !f.plural(i+2):
		step, end = -1, i+3
	case f.key(i+1) == "same" && f.entry(i+2).unit == days && !f.plural(i+2):
		end = i + 3
	case key == "that" && f.entry(i+1).unit == days && !f.plural(i+1):
		end = i + 2
	case f.entry(i+1).unit == days && !f.plural(i+1) && (f.key(i+2) == "before" || f.key(i+2) == "after"):
		end = i + 3
		if step = 1; f.key(i+2) == "before" {
			step = -1
		}
		if it, after, ok := f.dateAt(end); ok {
			return f.dayItem(i, after, it.day+step, it.value), after, true
		}
		if f.clauseFollows(end) {
			return item{}, 0, false
		}
	default:
		return item{}, 0, false
	}
	if f.entry(end).unit != noUnit {
		return item{}, 0, false
	}
	a, ok := f.anchorDay()
	if !ok {
		return item{}, 0, false
	}
	return f.dayItem(i, end, a+step, dayValue(a)), end, true
}

// clauseFollows reports whether words follow right behind: "the day before the vote" says no day.
func (f *finder) clauseFollows(i int) bool {
	return i < f.last && (f.w[i].kind == text.Word || f.w[i].kind == text.Number)
}
