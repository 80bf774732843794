package when

import "strings"

// dayThenMonth reads "27 February 2026", "the 27th of February", "14-16 March".
func (f *finder) dayThenMonth(i int) (item, int, bool) {
	to := 0
	d, ok := f.dayOfMonth(i)
	if !ok {
		a, b, found := cutDash(f.w[i].text)
		e, ok2 := digits(b)
		if d, ok = digits(a); !found || !ok || !ok2 || d >= e || e > 31 || d < 1 {
			return item{}, 0, false
		}
		to = e
	}
	j := i + 1
	if k := f.key(j); to == 0 && (k == "to" || k == "through" || isDash(f.text(j))) { // 10 to 22 August
		if e, ok := f.dayOfMonth(j + 1); ok && e > d {
			k := j + 2
			if f.key(k) == "of" {
				k++
			}
			if m, _ := f.monthAt(k); m != 0 {
				to, j = e, k
			}
		}
	}
	if it, next, ok := f.dayOfNamedMonth(i, j, d); ok {
		return it, next, true
	}
	if f.key(j) == "of" {
		j++
	}
	m, next := f.monthAt(j)
	if m == 0 {
		return f.dayAlone(i, d)
	}
	if _, nextDay := f.dayOfMonth(next); nextDay && len(f.text(next)) < 4 && f.w[next].Start <= f.w[next-1].End+1 && !f.afterOn(i) {
		return item{}, 0, false // "12 December 27": the day belongs behind
	}
	first := i
	if f.key(i-1) == "the" && f.w[i].text[len(f.w[i].text)-1] > '9' {
		first--
	}
	y, after, hasYear := f.yearAfter(next)
	it, after, ok := f.monthDay(i, after, m, d, y, hasYear)
	if ok && to > d && it.prec == Day {
		it.until = it.day + to - d
	}
	if ok && first < i && it.prec != skipped {
		it.first = first
	}
	return it, after, ok
}

func (f *finder) afterOn(i int) bool {
	switch f.key(i - 1) {
	case "on", "by", "until", "since", "the", "from", "before", "after", "till", "of":
		return true
	}
	return false
}

// counted are nouns that an ordinal numbers: "on the 27th floor" is no day.
var counted = map[string]bool{
	"floor": true, "anniversary": true, "amendment": true, "district": true, "circuit": true, "birthday": true, "street": true,
	"round": true, "person": true, "state": true, "parallel": true, "hole": true, "place": true, "consecutive": true, "straight": true, "annual": true, "congress": true,
	"century": true, "day": true, "time": true, "year": true, "week": true, "minute": true, "ballot": true, "attempt": true, "edition": true, "president": true, "lap": true,
}

// dayAlone reads "on the 27th": the nearest such day in the direction of the verb.
func (f *finder) dayAlone(i, d int) (item, int, bool) {
	if _, ok := ordinalDigits(f.w[i].text); !ok {
		return item{}, 0, false
	}
	first := i
	if f.key(i-1) == "the" {
		first--
	}
	switch f.key(first - 1) {
	case "on", "by", "until", "since", "before", "after":
	case "from", "to", "through":
		if first == i {
			return item{}, 0, false
		}
	default:
		return item{}, 0, false
	}
	if next := f.text(i + 1); counted[strings.ToLower(next)] || i+1 < f.last && f.w[i+1].upper {
		return item{}, 0, false
	}
	if !f.hasRef {
		return item{first: first, last: i + 1}, i + 1, true
	}
	y, m, _ := civil(f.ref)
	ahead := f.direction(first, i+1) == ahead
	for range 3 {
		if n, ok := dayNumber(y, m, d); ok && (ahead && n >= f.ref || !ahead && n <= f.ref) {
			return f.dayItem(first, i+1, n, published), i + 1, true
		}
		if ahead {
			m++
		} else {
			m--
		}
		if m < 1 {
			y, m = y-1, 12
		} else if m > 12 {
			y, m = y+1, 1
		}
	}
	return item{}, 0, false
}
