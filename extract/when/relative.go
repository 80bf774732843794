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
	at := j + 1
	if f.key(at) == "on" {
		at++
	}
	if f.w[j].unit == weeks && f.entry(at).weekday != 0 && f.w[at].upper && !f.plural(at) { // "next week Wednesday", "next week on Wednesday"
		n := f.ref - weekdayOf(f.ref) + int(f.w[at].weekday) + 7*step
		return f.fromRef(i, at+1, n), at + 1, true
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
			if u == hours || u == minutes {
				return f.fromRef(i, k+2, f.ref+from), k + 2, key == "now" && (u == minutes || n < hoursADay/4)
			}
			if key != "now" {
				it, ok := f.exactFrom(f.ref+from, i, k+2, u, n, published)
				return it, k + 2, ok
			}
			it, ok := f.countedFrom(f.ref, i, k+2, u, n, published)
			return it, k + 2, ok
		}
		if f.entry(k+1).weekday != 0 && f.w[k+1].upper && (u == weeks || u == days) && !vague {
			at := f.next7(f.ref, int(f.w[k+1].weekday), true)
			return f.fromRef(i, k+2, at+scaled(u, n, true)), k + 2, true
		}
	case "earlier", "later", "before", "after":
		return f.fromAnchor(i, k, n, u, vague)
	}
	if f.key(i-1) == "in" && !vague && u == minutes && f.surelyAhead(i-2) && f.hasRef {
		return f.fromRef(i-1, k, f.ref), k, true
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
		case w.key == "will" || w.key == "shall" || w.key == "must" || (w.key == "have" || w.key == "has") && f.key(j+1) == "to" || w.tense == ahead || strings.HasSuffix(w.text, "'ll") || strings.HasSuffix(w.text, "’ll"):
			return true
		case w.tense == modal || w.tense == past:
			return false
		case (w.key == "is" || w.key == "are" || w.key == "expires" || w.key == "ends" || w.key == "begins" || w.key == "starts") && i-j < 4:
			return true
		}
	}
	return false
}

// exactFrom is the day that lies n units behind a named day; months and years keep the day of the month, or end with a shorter month.
func (f *finder) exactFrom(from, first, last int, u unit, n int, anchor string) (item, bool) {
	if n > longestCount || n < -longestCount {
		return item{}, false
	}
	switch u {
	case days:
	case weeks, fortnights:
		n *= 7
		if u == fortnights {
			n *= 2
		}
	case months, years:
		y, m, d := civil(from)
		if u == years {
			n *= 12
		}
		m += n - 1
		y += floorDiv(m, 12)
		m = m - floorDiv(m, 12)*12 + 1
		end := lastOfMonth(y, m)
		at, ok := dayNumber(y, m, d)
		if !ok {
			at = end
		}
		if y < 1 || y > 9999 {
			return item{}, false
		}
		return f.dayItem(first, last, at, anchor), true
	default:
		return f.countedFrom(from, first, last, u, n, anchor)
	}
	return f.dayItem(first, last, from+n, anchor), true
}

// scaled makes weeks into days when counting begins at a named day.
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
