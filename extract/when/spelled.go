package when

import (
	"strings"

	"storywatch/extract/text"
)

// spelledOrdinal reads "first", "twenty-second", "twenty second" as a day of the month.
func (f *finder) spelledOrdinal(i int) (day, next int, ok bool) {
	e := f.entry(i)
	if e.ordinal > 0 {
		return int(e.ordinal), i + 1, true
	}
	if e.number >= 20 && e.number <= 30 && f.entry(i+1).ordinal > 0 && f.entry(i+1).ordinal < 10 {
		return int(e.number + f.entry(i+1).ordinal), i + 2, true
	}
	if tens, ones, found := strings.Cut(f.text(i), "-"); found {
		if t, o := look(tens), look(ones); (t.number == 20 || t.number == 30) && o.ordinal > 0 && o.ordinal < 10 {
			return int(t.number + o.ordinal), i + 1, true
		}
	}
	return 0, 0, false
}

// spelledNumber reads a number below a hundred in letters: "nine", "twenty nine", "twenty-nine".
func (f *finder) spelledNumber(i int) (n, next int, ok bool) {
	e := f.entry(i)
	if e.number > 0 && e.key != "couple" {
		if ones := f.entry(i + 1).number; e.number >= 20 && ones > 0 && ones < 10 {
			return int(e.number + ones), i + 2, true
		}
		return int(e.number), i + 1, true
	}
	if tens, ones, found := strings.Cut(f.text(i), "-"); found {
		if t, o := look(tens), look(ones); t.number >= 20 && o.number > 0 && o.number < 10 {
			return int(t.number + o.number), i + 1, true
		}
	}
	return 0, 0, false
}

// spelledCardinal reads such a number as a day of the month.
func (f *finder) spelledCardinal(i int) (day, next int, ok bool) {
	n, next, ok := f.spelledNumber(i)
	return n, next, ok && n <= 31
}

// countsNoun reports whether a word follows that the number before i may count: "in March two men".
func (f *finder) countsNoun(i int) bool {
	if i >= f.last || f.w[i].kind != text.Word {
		return false
	}
	_, _, year := f.spelledYear(i)
	return !year && f.key(i) != "at" && f.key(i) != "in"
}

// spelledYear reads "nineteen eighty six", "nineteen hundred ninety three", "twenty twenty-six", "two thousand and six".
func (f *finder) spelledYear(i int) (y, next int, ok bool) {
	head := int(f.entry(i).number)
	switch {
	case head == 2 && f.key(i+1) == "thousand":
		y, next = 2000, i+2
		if f.key(next) == "and" {
			if n, after, ok := f.spelledNumber(next + 1); ok {
				return y + n, after, true
			}
		}
		if n, after, ok := f.spelledNumber(next); ok {
			return y + n, after, true
		}
		return y, next, true
	case head < firstYear/100 || head > lastYear/100:
		return 0, 0, false
	case f.key(i+1) == "hundred":
		y, next = 100*head, i+2
		if f.key(next) == "and" {
			next++
		}
		if n, after, ok := f.spelledNumber(next); ok {
			return y + n, after, true
		}
		return y, i + 2, true
	}
	n, next, ok := f.spelledNumber(i + 1)
	return 100*head + n, next, ok && n >= 10
}

// spelledDay reads "the second of August", "eighth to eleventh May 2010", "twenty five January nineteen eighty six" and
// "the fifteenth of next month". A number that is no ordinal needs the year: "five March rallies" are none.
func (f *finder) spelledDay(i int) (item, int, bool) {
	d, next, ordinal := f.spelledOrdinal(i)
	if !ordinal {
		var ok bool
		if d, next, ok = f.spelledCardinal(i); !ok {
			return item{}, 0, false
		}
	}
	to := 0
	if k := f.key(next); ordinal && (k == "to" || k == "through" || isDash(f.text(next))) {
		if e, after, ok := f.spelledOrdinal(next + 1); ok && e > d {
			to, next = e, after
		}
	}
	if ordinal && to == 0 {
		if it, after, ok := f.dayOfNamedMonth(i, next, d); ok {
			return it, after, true
		}
	}
	of := f.key(next) == "of"
	if of {
		next++
	}
	m, after := f.monthAt(next)
	if m == 0 {
		return item{}, 0, false
	}
	y, after, hasYear := f.yearAfter(after)
	if !hasYear && !of {
		return item{}, 0, false
	}
	it, after, ok := f.monthDay(i, after, m, d, y, hasYear)
	if ok && to > d && it.prec == Day {
		it.until = it.day + to - d
	}
	return it, after, ok
}

// dayOfNamedMonth reads what follows the nth in "the 15th day of next month", "the fifth of this month".
func (f *finder) dayOfNamedMonth(i, j, d int) (item, int, bool) {
	if f.entry(j).unit == days && !f.plural(j) {
		j++
	}
	if f.key(j) != "of" || f.entry(j+2).unit != months || f.plural(j+2) {
		return item{}, 0, false
	}
	switch f.key(j + 1) {
	case "every", "each":
		return skip(j + 3)
	case "next", "last", "this":
	default:
		return item{}, 0, false
	}
	if f.key(i-1) == "the" {
		i--
	}
	if !f.hasRef {
		return item{first: i, last: j + 3}, j + 3, true
	}
	y, m, _ := civil(f.ref)
	m += shift(f.key(j+1)) - 1
	n, ok := dayNumber(y+floorDiv(m, 12), m-floorDiv(m, 12)*12+1, d)
	if !ok {
		return item{}, 0, false
	}
	return f.dayItem(i, j+3, n, published), j + 3, true
}
