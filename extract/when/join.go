package when

import "storywatch/extract/text"

// joinGap is how many words may stand between a day and its time of day for both to be one mention: "Friday deadline
// of 5:01 PM" has two.
const joinGap = 3

// clauseReach is how many words a time of day may stand from the day it belongs to.
const clauseReach = 14

// ranges makes one mention of the two ends of a range of days: "from April 1 to April 30", "between Monday and Friday".
func (f *finder) ranges() {
	own := f.items[f.sentence:]
	kept := own[:0]
	for i := 0; i < len(own); i++ {
		a := own[i]
		if i+1 < len(own) && f.spans(&a, &own[i+1]) {
			b := own[i+1]
			b.day = f.endDay(&a, &b)
			a.until, a.last, a.span.End = b.day, b.last, b.span.End
			i++
		}
		kept = append(kept, a)
	}
	f.items = f.items[:f.sentence+len(kept)]
}

// spans reports whether a range runs from a to b.
func (f *finder) spans(a, b *item) bool {
	if a.prec != Day || b.prec != Day || a.value == "" || b.value == "" || a.until != 0 || b.until != 0 || a.clock.ok || b.clock.ok || b.first != a.last+1 {
		return false
	}
	if f.endDay(a, b) <= a.day {
		return false
	}
	switch k := f.key(a.last); k {
	case "to", "through", "until", "till":
		return true
	case "and":
		return f.key(a.first-1) == "between"
	}
	return isDash(f.text(a.last))
}

// endDay is the last day of the range from a to b: a bare weekday is the first behind the beginning, a date without a year
// has the year of the beginning, or the next.
func (f *finder) endDay(a, b *item) int {
	switch {
	case b.last == b.first+1 && f.w[b.first].weekday != 0:
		if b.day <= a.day {
			return f.next7(a.day, int(f.w[b.first].weekday), false)
		}
	case a.anchor == "" && b.anchor == published && (f.w[b.first].month != 0 || f.w[b.first].kind == text.Number):
		y, _, _ := civil(a.day)
		_, m, d := civil(b.day)
		for _, y := range []int{y, y + 1} {
			if n, ok := dayNumber(y, m, d); ok && n > a.day {
				return n
			}
		}
	}
	return b.day
}

// join gives the times of day of the sentence just read to its days: one mention when they stand together, else the
// day carries the time.
func (f *finder) join() {
	own := f.items[f.sentence:]
	for i := range own {
		t := &own[i]
		if !t.timeOnly {
			continue
		}
		day := f.dayOf(own, i)
		if day < 0 {
			continue
		}
		d := &own[day]
		d.clock = t.clock
		if gap := f.between(d, t); gap >= 0 && gap <= joinGap && f.alone(own, day, i) {
			d.span = text.Span{Start: min(d.span.Start, t.span.Start), End: max(d.span.End, t.span.End)}
			d.first, d.last = min(d.first, t.first), max(d.last, t.last)
		}
	}
	kept := own[:0]
	for _, it := range own {
		if !it.timeOnly {
			kept = append(kept, it)
		}
	}
	f.items = f.items[:f.sentence+len(kept)]
}

// alone reports whether no other day stands between items a and b.
func (f *finder) alone(own []item, a, b int) bool {
	whole := text.Span{Start: min(own[a].span.Start, own[b].span.Start), End: max(own[a].span.End, own[b].span.End)}
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if !own[i].timeOnly && own[i].span.Overlaps(whole) {
			return false
		}
	}
	return true
}

// dayOf is the index in own of the day that time i belongs to: the nearest in the same clause that has no time yet.
func (f *finder) dayOf(own []item, i int) int {
	best, bestGap := -1, clauseReach+1
	for j := max(0, i-clauseReach); j < min(len(own), i+clauseReach); j++ {
		d := &own[j]
		if d.timeOnly || d.prec != Day || d.value == "" || d.clock.ok {
			continue
		}
		if gap := f.between(d, &own[i]); gap >= 0 && gap < bestGap {
			best, bestGap = j, gap
		}
	}
	return best
}

// between counts the words between two items, -1 when a clause ends between them.
func (f *finder) between(a, b *item) int {
	if a.first > b.first {
		a, b = b, a
	}
	if b.first-a.last > clauseReach {
		return -1
	}
	n := 0
	for j := a.last; j < b.first; j++ {
		switch f.w[j].text {
		case ";", ":", "—":
			return -1
		}
		n++
	}
	return n
}
