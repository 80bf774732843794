package when

import (
	"fmt"
	"strings"

	"storywatch/extract/text"
)

// period reads what is coarser than a day: the week of March 2, the weekend, the third quarter of 2026, Q3, fiscal
// 2026, the fall of 2025, the end of the month, in recent weeks.
func (f *finder) period(i int) (item, int, bool) {
	for _, rule := range []func(*finder, int) (item, int, bool){(*finder).vagueStretch, (*finder).weekOf, (*finder).quarter, (*finder).fiscal, (*finder).seasonOf, (*finder).endOf} {
		if it, next, ok := rule(f, i); ok {
			return it, next, true
		}
	}
	return item{}, 0, false
}

// vagueStretch reads "in recent weeks", "over the past several months", "the last few days": time, but no date.
func (f *finder) vagueStretch(i int) (item, int, bool) {
	j := i
	if k := f.key(j); k == "in" || k == "over" || k == "during" || k == "for" || k == "within" {
		j++
	}
	if f.key(j) == "the" {
		j++
	}
	switch f.key(j) {
	case "recent":
		j++
	case "past", "last", "next", "coming":
		j++
		if f.key(j) == "several" || f.key(j) == "few" || f.entry(j).number > 0 {
			j++
		} else if f.key(j) == "couple" {
			if j++; f.key(j) == "of" {
				j++
			}
		} else if _, ok := digits(f.text(j)); ok {
			j++
		} else {
			return item{}, 0, false
		}
	default:
		return item{}, 0, false
	}
	if f.entry(j).unit < days || !f.plural(j) {
		return item{}, 0, false
	}
	return item{first: i, last: j + 1}, j + 1, true
}

// weekOf reads "the week of March 2" and "the weekend", "over the weekend".
func (f *finder) weekOf(i int) (item, int, bool) {
	if f.w[i].key != "the" {
		return item{}, 0, false
	}
	u := f.entry(i + 1).unit
	if u != weeks && u != weekends || f.plural(i+1) {
		return item{}, 0, false
	}
	if k := f.key(i + 2); k == "of" || k == "ending" || k == "ended" || k == "beginning" || k == "starting" || k == "commencing" {
		at := i + 3
		if f.key(at) == "on" {
			at++
		}
		if it, after, ok := f.dateAt(at); ok {
			return item{first: i, last: after, value: weekValue(it.day), prec: Week, anchor: it.anchor}, after, true
		}
		return item{}, 0, false
	}
	if u == weeks {
		return item{}, 0, false
	}
	if !f.hasRef {
		return item{first: i, last: i + 2}, i + 2, true
	}
	return item{first: i, last: i + 2, value: weekValue(f.weekend(i, i+2)), prec: Week, anchor: published}, i + 2, true
}

// weekend is a day of the weekend meant: the last one that has begun, or the next when the verb says so.
func (f *finder) weekend(i, next int) int {
	if f.direction(i, next) == ahead || weekdayOf(f.ref) >= 6 {
		return f.ref
	}
	return f.ref - 7
}

// quarter reads "the third quarter of 2026", "first-quarter", "Q3 2026", "the fourth quarter".
func (f *finder) quarter(i int) (item, int, bool) {
	first, q, j := i, 0, i
	switch key := f.w[i].key; {
	case len(key) == 2 && key[0] == 'q' && key[1] >= '1' && key[1] <= '4':
		q, j = int(key[1]-'0'), i+1
	case f.w[i].key == "the" && f.entry(i+1).ordinal > 0 && f.entry(i+2).unit == quarters:
		q, j = int(f.entry(i+1).ordinal), i+3
	case f.w[i].ordinal > 0 && f.entry(i+1).unit == quarters:
		q, j = int(f.w[i].ordinal), i+2
	}
	return f.quarterAt(first, j, q)
}

func (f *finder) quarterAt(first, j, q int) (item, int, bool) {
	if q < 1 || q > 4 || f.plural(j-1) {
		return item{}, 0, false
	}
	k := j
	if f.key(k) == "of" || f.text(k) == "," || f.key(k) == "in" {
		k++
	}
	if f.key(k) == "fiscal" {
		k++
	}
	if y, ok := f.year(k); ok {
		return item{first: first, last: k + 1, value: fmt.Sprintf("%04d-Q%d", y, q), prec: Quarter}, k + 1, true
	}
	if !f.hasRef {
		return item{first: first, last: j}, j, true
	}
	y, m, _ := civil(f.ref)
	if (f.key(k) == "last" || f.key(k) == "next" || f.key(k) == "this") && f.entry(k+1).unit == years {
		return item{first: first, last: k + 2, value: fmt.Sprintf("%04d-Q%d", y+shift(f.key(k)), q), prec: Quarter, anchor: published}, k + 2, true
	}
	now := (m-1)/3 + 1
	if d := f.direction(first, j); d == ahead && q < now {
		y++
	} else if d != ahead && q > now {
		y--
	}
	return item{first: first, last: j, value: fmt.Sprintf("%04d-Q%d", y, q), prec: Quarter, anchor: published}, j, true
}

// fiscal reads "fiscal 2026", "fiscal year 2026". A fiscal year is written by its name; it need not be the calendar's.
func (f *finder) fiscal(i int) (item, int, bool) {
	if f.w[i].key != "fiscal" && f.w[i].key != "fy" {
		return item{}, 0, false
	}
	j := i + 1
	if f.entry(j).unit == years {
		j++
	}
	if y, ok := f.year(j); ok {
		return f.yearItem(i, j+1, y, ""), j + 1, true
	}
	return item{}, 0, false
}

// seasonOf reads "the fall of 2025", "summer 2026".
func (f *finder) seasonOf(i int) (item, int, bool) {
	j := i
	if f.w[j].key == "the" {
		j++
	}
	if f.entry(j).season == 0 {
		return item{}, 0, false
	}
	k := j + 1
	if f.key(k) == "of" {
		k++
	}
	y, ok := f.year(k)
	if !ok {
		return item{}, 0, false
	}
	return f.yearItem(i, k+1, y, ""), k + 1, true
}

// endOf reads "the end of the month", "the end of the year", "year-end": the unit that ends.
func (f *finder) endOf(i int) (item, int, bool) {
	if f.w[i].key == "year-end" && f.hasRef {
		y, _, _ := civil(f.ref)
		return f.yearItem(i, i+1, y, published), i + 1, true
	}
	j := i
	if f.w[j].key == "the" {
		j++
	}
	if k := f.key(j); k != "end" && k != "beginning" || f.key(j+1) != "of" {
		return item{}, 0, false
	}
	k := j + 2
	if f.key(k) == "the" || f.key(k) == "this" {
		k++
	}
	if u := f.entry(k).unit; (u == weeks || u == months || u == years || u == quarters) && k > j+2 && !f.plural(k) {
		return f.counted(i, k+1, u, 0, published)
	}
	return item{}, 0, false
}

// hyphenated reads what is written in one word: first-quarter, mid-1996, mid-March, Dec31, FY26.
func (f *finder) hyphenated(i int) (item, int, bool) {
	head, tail, found := cutDash(f.w[i].text)
	if !found {
		if it, next, ok := f.gluedDay(i); ok {
			return it, next, true
		}
		return f.fiscalGlued(i)
	}
	if h := look(head); h.ordinal > 0 && look(tail).unit == quarters {
		return f.quarterAt(i, i+1, int(h.ordinal))
	}
	switch strings.ToLower(head) {
	case "mid", "early", "late":
	default:
		return item{}, 0, false
	}
	if y, ok := digits(tail); ok && y >= firstYear && y <= lastYear && len(tail) == 4 {
		return f.yearItem(i, i+1, y, ""), i + 1, true
	}
	if e := look(tail); e.month != 0 && tail[0] >= 'A' && tail[0] <= 'Z' {
		if y, next, ok := f.yearAfter(i + 1); ok {
			return f.month(i, next, y, int(e.month), ""), next, true
		}
		it, next, ok := f.bareMonth(i, i+1, int(e.month))
		return it, next, ok
	}
	return item{}, 0, false
}

// fiscalGlued reads FY2026 and FY26.
func (f *finder) fiscalGlued(i int) (item, int, bool) {
	s, found := strings.CutPrefix(f.w[i].text, "FY")
	y, ok := digits(s)
	if !found || !ok || len(s) != 4 && len(s) != 2 || f.w[i].kind != text.Word {
		return item{}, 0, false
	}
	if len(s) == 2 {
		y += 2000
	}
	return f.yearItem(i, i+1, y, ""), i + 1, true
}
