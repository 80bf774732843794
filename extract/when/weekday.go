package when

import (
	"strings"

	"storywatch/extract/text"
)

// weekdayName reads a weekday alone and with what follows it: Friday, "Tuesday of next week", "Friday the 27th".
func (f *finder) weekdayName(i int) (item, int, bool) {
	w := f.w[i]
	if w.weekday == 0 || !w.upper && len(w.text) < len("monday") && !f.nthBehind(i+1) || w.unsure && !f.dayCue(i) {
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
		d, after, ok := f.spelledOrdinal(next + 1)
		if !ok {
			after = next + 2
			d, ok = f.dayOfMonth(next + 1)
			ok = ok && len(f.text(next+1)) > 2
		}
		if ok && !counted[strings.ToLower(f.text(after))] {
			if n, ok := f.weekdayTheNth(int(w.weekday), d); ok {
				return f.fromRef(i, after, n), after, true
			}
		}
	}
	if d, ok := f.dayOfMonth(next); ok && len(f.text(next)) > 2 { // "Fri 13th"
		if n, ok := f.weekdayTheNth(int(w.weekday), d); ok {
			return f.fromRef(i, next+1, n), next + 1, true
		}
	}
	k := next
	if f.entry(k).part { // Wednesday evening next week
		k++
	}
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
				if it, after, ok = f.namedMonth(j); !ok {
					it, after, ok = f.dayThenMonth(j)
				}
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
var toCome = map[string]bool{
	"auction": true, "briefing": true, "ceremony": true, "conference": true, "court": true, "deadline": true, "debate": true, "election": true, "event": true, "game": true,
	"hearing": true, "launch": true, "match": true, "meeting": true, "parade": true, "primary": true, "race": true, "rally": true, "runoff": true, "session": true, "summit": true, "talks": true, "trial": true, "vote": true, "board": true, "special": true, "planned": true, "scheduled": true,
}

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
	return f.text(i+1) == "," && f.entry(i+2).month != 0 || f.entry(i+1).month != 0 || f.nthBehind(i+1) || f.gluedMonth(i+1)
}

// nthBehind reports whether a day of the month stands at word i: "Sat 14th", "tues the 4th".
func (f *finder) nthBehind(i int) bool {
	if f.key(i) == "the" {
		i++
	}
	_, ok := ordinalDigits(f.text(i))
	return ok
}

// gluedMonth reports whether a day and a month's name in one word stand at word i: "Sun 15Sep".
func (f *finder) gluedMonth(i int) bool {
	if i >= f.last || f.w[i].kind != text.Number {
		return false
	}
	it, _, ok := f.namedMonth(i)
	return ok && it.prec == Day
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
	case "Prayer", "Prayers", "Times", "Telegraph", "Mirror", "Express", "Mail", "Night", "Herald", "People", "Post", "Club", "Mercury", "World", "Live", "Independent", "Star", "Sun", "Review":
		return true
	}
	return false
}

// modifiedWeekday reads next Tuesday, last Thursday, this Friday.
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
