package when

import (
	"fmt"
	"strings"

	"storywatch/extract/text"
)

// Years outside this range are numbers rather than years, unless a whole date stands there.
const firstYear, lastYear = 1700, 2199

// year reads word i as a year of four digits.
func (f *finder) year(i int) (int, bool) {
	if i < f.first || i >= f.last || f.w[i].kind != text.Number || len(f.w[i].text) != 4 {
		return 0, false
	}
	y, ok := digits(f.w[i].text)
	return y, ok && y >= firstYear && y <= lastYear
}

// yearAfter reads ", 2026", "2026", "of 2026", ", '26" or "twenty twenty-six" at i.
func (f *finder) yearAfter(i int) (y, next int, ok bool) {
	j := i
	if f.text(j) == "," || f.key(j) == "of" || f.key(j) == "in" {
		j++
	}
	if y, ok := f.year(j); ok {
		// "On March 3, 2026 employees left" is not told from a year; the year is far more common
		return y, j + 1, true
	}
	if y, next, ok := f.spelledYear(j); ok {
		return y, next, true
	}
	if s := f.text(j); (s == "'" || s == "’") && f.glued(j+1) && len(f.text(j+1)) == 2 { // Aug. 3, '96
		if y, ok := digits(f.text(j + 1)); ok {
			return withCentury(y), j + 2, true
		}
	}
	return 0, i, false
}

// yearCue are words before a number of four digits that make it a year.
var yearCue = map[string]bool{
	"in": true, "since": true, "by": true, "until": true, "till": true, "from": true, "during": true, "through": true, "before": true,
	"after": true, "between": true, "early": true, "mid": true, "late": true, "fiscal": true, "of": true, "year": true, "the": true, "this": true, "and": true, "to": true, "a": true, "end": true,
}

// bareYear reads a year with a cue, and both years of 2009-2010 and 1957-58.
func (f *finder) bareYear(i int) (item, int, bool) {
	s := f.w[i].text
	before := f.key(i - 1)
	if y, ok := f.year(i); ok {
		next := f.text(i + 1)
		if !f.yearFits(i, before, next) {
			return item{}, 0, false
		}
		return f.yearItem(i, i+1, y, ""), i + 1, true
	}
	a, b, found := cutDash(s)
	if !found || len(a) != 4 {
		return item{}, 0, false
	}
	y1, ok1 := digits(a)
	y2, ok2 := digits(b)
	if ok2 && len(b) == 2 {
		y2 += y1 / 100 * 100
	}
	if !ok1 || !ok2 || len(b) != 4 && len(b) != 2 || y1 < firstYear || y2 > lastYear || y2 <= y1 || y2-y1 > 60 {
		return item{}, 0, false
	}
	it := f.yearItem(i, i+1, y1, "")
	it.upTo = y2
	return it, i + 1, true
}

// secondYear cuts the second year off a range of years in one word: 2009-2010, 1957-58.
func (f *finder) secondYear(left *item) item {
	right := f.yearItem(left.first, left.last, left.upTo, "")
	right.span = text.Span{Start: left.span.Start + 4, End: left.span.End}
	for right.span.Start < right.span.End && (f.d.Text[right.span.Start] < '0' || f.d.Text[right.span.Start] > '9') {
		right.span.Start++
	}
	left.span.End = left.span.Start + 4
	return right
}

func (f *finder) yearItem(first, last, y int, anchor string) item {
	return item{first: first, last: last, value: fmt.Sprintf("%04d", y), prec: Year, anchor: anchor}
}

// yearFits decides whether a number of four digits is a year by its neighbours.
func (f *finder) yearFits(i int, before, next string) bool {
	switch strings.ToLower(next) {
	case "employees", "people", "workers", "jobs", "miles", "feet", "meters", "metres", "percent", "%", "dollars", "points", "million", "billion", "units", "pages", "votes", "troops", "soldiers", "copies", "km", "kilometers", "mhz", "pounds", "tons", "tonnes", "shares", "members", "students":
		return false
	}
	if next == "." && i+2 < f.last && f.w[i+2].kind == text.Number && f.w[i+2].Start == f.w[i+1].End {
		return false
	}
	switch before {
	case "the", "a", "this":
		// "the 2019 law", "a 2009 study": a noun must follow
		return i+1 < f.last && f.w[i+1].kind == text.Word
	case "and", "to", "of":
		return before == "of" || f.items2Year()
	}
	if yearCue[before] {
		return true
	}
	switch strings.ToLower(f.text(i - 1)) {
	case "his", "her", "their", "its", "our", "my", "unsuccessful":
		return i+1 < f.last && f.w[i+1].kind == text.Word
	case "(":
		return next == ")" || next == "," || next == "-" || next == "–"
	case "january", "winter", "spring", "summer", "fall", "autumn", "election", "olympics", "q1", "q2", "q3", "q4", "circa", "about", "around":
		return f.key(i-1) != "about" && f.key(i-1) != ""
	}
	return false
}

// items2Year reports whether the last item of this sentence is a year: the second of "between 2018 and 2020".
func (f *finder) items2Year() bool {
	return len(f.items) > f.sentence && f.items[len(f.items)-1].prec == Year
}
