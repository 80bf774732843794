package when

import "storywatch/extract/text"

// fromAnchor reads "two days later" and "a week earlier": counted from the last day that the text named.
func (f *finder) fromAnchor(i, k, n int, u unit, vague bool) (item, int, bool) {
	key := f.key(k)
	if u == months && (key == "before" || key == "after") {
		return f.monthsFrom(i, k, n, vague)
	}
	if u != days && u != weeks {
		return item{}, 0, false
	}
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

// monthsFrom reads "two months after Easter": the day itself when it lies ahead, as terms are counted; told of the past the
// months are round ones.
func (f *finder) monthsFrom(i, k, n int, vague bool) (item, int, bool) {
	it, after, ok := f.dateAt(k + 1)
	if !ok || vague {
		return item{}, 0, false
	}
	if f.key(k) == "before" {
		n = -n
	}
	count := f.countedFrom
	if f.direction(i, k) == ahead {
		count = f.exactFrom
	}
	at, ok := count(it.day, i, after, months, n, it.value)
	return at, after, ok
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
