package when

import (
	"time"

	"storywatch/extract/text"
)

// item is a date or time while it is being read.
type item struct {
	first, last int // words [first, last)
	span        text.Span
	value       string // cut to prec; without the time of day
	prec        Precision
	day         int // day number, when prec is Day
	clock       clock
	anchor      string
	timeOnly    bool // a time of day whose day is not yet known
	also        int  // day number of a second day in the same words: "April 24 and 25"
	until       int  // day number of the last day of a range; 0 when it is none
	upTo        int  // of a range of years in one word, the second
}

// finder reads one document.
type finder struct {
	d        *text.Document
	w        []word
	ref      int // day number of publication
	hasRef   bool
	zoneName string
	first    int // words of the sentence being read: [first, last)
	last     int
	items    []item
	sentence int // items of the sentence being read begin here
}

// Find returns the dates and times in d, in text order. No mention overlaps
// another; a range of days is one. Relative dates are counted from ref; without a publication date they have no value.
func Find(d *text.Document, ref Reference) []Mention {
	f := &finder{d: d, w: wordsOf(d), zoneName: "UTC"}
	if !ref.Published.IsZero() {
		zone := ref.Zone
		if zone == nil {
			zone = ref.Published.Location()
		}
		at := ref.Published
		if ref.Precision != Day {
			at = at.In(zone)
		}
		f.ref, f.hasRef = dayNumber(at.Year(), int(at.Month()), at.Day())
		f.zoneName = zoneName(zone)
	} else if ref.Zone != nil {
		f.zoneName = zoneName(ref.Zone)
	}
	for _, s := range d.Sentences {
		f.first, f.last, f.sentence = s.First, s.Last, len(f.items)
		f.read()
		f.ranges()
		f.join()
	}
	return f.mentions()
}

func zoneName(z *time.Location) string {
	if z == nil || z == time.Local {
		return "UTC"
	}
	if name := z.String(); name != "" {
		return name
	}
	return "UTC"
}

// read takes the items of the sentence from left to right; at each word the longest reading that begins there.
func (f *finder) read() {
	for i := f.first; i < f.last; {
		it, next, ok := f.at(i)
		if !ok || next <= i {
			i++
			continue
		}
		i = next
		if it.prec == skipped {
			continue
		}
		if it.span.Empty() {
			it.span = text.Span{Start: f.w[it.first].Start, End: f.w[it.last-1].End}
		}
		f.items = append(f.items, it)
		if it.upTo != 0 {
			f.items = append(f.items, f.secondYear(&f.items[len(f.items)-1]))
		}
		if it.also != 0 {
			second := f.dayItem(it.last-1, it.last, it.also, it.anchor)
			second.span = f.w[it.last-1].Span
			f.items = append(f.items, second)
		}
	}
}

// skipped is the precision of words that a guard keeps from being a date.
const skipped Precision = "skipped"

// skip is what a guard returns: the words are no date, and nothing else begins within them.
func skip(next int) (item, int, bool) { return item{prec: skipped}, next, true }

// at reads the item that begins with word i.
func (f *finder) at(i int) (item, int, bool) {
	w := &f.w[i]
	if w.kind == text.Number {
		return f.number(i)
	}
	if w.kind != text.Word {
		return item{}, 0, false
	}
	if it, next, ok := f.holidayName(i); ok {
		return it, next, true
	}
	if w.entry == nothing || w.entry == pastVerb {
		return f.hyphenated(i)
	}
	for _, rule := range [...]func(*finder, int) (item, int, bool){ // tried in this order
		(*finder).quantity, (*finder).deictic, (*finder).modified, (*finder).monthName, (*finder).weekdayName,
		(*finder).period, (*finder).spelledDay, (*finder).wordClock, (*finder).discourse,
	} {
		if it, next, ok := rule(f, i); ok {
			return it, next, true
		}
	}
	return item{}, 0, false
}

// key is the lexicon key of word i, "" outside the sentence.
func (f *finder) key(i int) string {
	if i < f.first || i >= f.last {
		return ""
	}
	return f.w[i].key
}

// text of word i, "" outside the sentence.
func (f *finder) text(i int) string {
	if i < f.first || i >= f.last {
		return ""
	}
	return f.w[i].text
}

func (f *finder) entry(i int) *entry {
	if i < f.first || i >= f.last {
		return nothing
	}
	return f.w[i].entry
}

// dayItem is an item of day precision.
func (f *finder) dayItem(first, last, day int, anchor string) item {
	return item{first: first, last: last, value: dayValue(day), prec: Day, day: day, anchor: anchor}
}

// fromRef is a day item counted from the publication; vague when that is not known.
func (f *finder) fromRef(first, last, day int) item {
	if !f.hasRef {
		return item{first: first, last: last}
	}
	return f.dayItem(first, last, day, published)
}

// published is the anchor of what is counted from the publication.
const published = "published"

func (f *finder) mentions() []Mention {
	out := make([]Mention, 0, len(f.items))
	for i := range f.items {
		it := &f.items[i]
		if it.timeOnly {
			continue // a time of day that stands beside no day says nothing of when
		}
		m := Mention{Span: it.span, Value: it.value, Precision: it.prec, Anchor: it.anchor}
		if it.value == "" {
			m.Precision = Vague
		}
		if it.clock.ok && it.prec == Day {
			m.Value, m.Precision = it.value+"T"+it.clock.value(), it.clock.precision()
			m.Zone, m.ZoneAssumed = it.clock.zone, it.clock.zone == ""
			if m.ZoneAssumed {
				m.Zone = f.zoneName
			}
		}
		switch end := it.clock.end; {
		case it.until != 0:
			m.Until = dayValue(it.until)
		case end != nil && it.clock.ok && it.prec == Day:
			m.Until = it.value + "T" + end.value()
			if end.before(it.clock) {
				m.Until = dayValue(it.day+1) + "T" + end.value() // over midnight
			}
		}
		m.Role = f.role(it)
		out = append(out, m)
	}
	return out
}
