package when

import (
	"fmt"
	"strings"

	"storywatch/extract/text"
)

// clock is a time of day.
type clock struct {
	ok           bool
	hour, minute int
	minuteKnown  bool   // 5:01 rather than 5 p.m.
	zone         string // IANA name or offset; "" when the text names none
	end          *clock // of a range of times, the last
}

func (c clock) value() string {
	if !c.minuteKnown {
		return fmt.Sprintf("%02d", c.hour)
	}
	return fmt.Sprintf("%02d:%02d", c.hour, c.minute)
}

func (c clock) precision() Precision {
	if c.minuteKnown {
		return Minute
	}
	return Hour
}

// digitClock reads a time of day that begins with digits: 5:01 PM ET, 5 p.m., 5pm, 17:00 GMT.
func (f *finder) digitClock(i int) (item, int, bool) {
	if it, next, ok := f.clockRange(i); ok {
		return it, next, true
	}
	s := f.w[i].text
	body := strings.TrimRight(s, "apmAPM")
	half := strings.ToLower(s[len(body):])
	h, m, exact, ok := hourMinute(body)
	if !ok {
		return item{}, 0, false
	}
	j := i + 1
	switch {
	case half == "am" || half == "pm":
	case half == "" || half == "a" || half == "p":
		if half != "" && f.text(j) == "." && f.text(j+1) == "m" { // 5p.m.
			half += "m"
			j += 2
			break
		}
		if half != "" {
			return item{}, 0, false
		}
		if f.key(j) == "o'clock" {
			half, j = "o", j+1
		} else {
			half, j = f.halfOfDay(j)
		}
	default:
		return item{}, 0, false
	}
	zone, next := f.zoneAt(j)
	switch {
	case half == "am" || half == "pm":
		if h > 12 || h == 0 {
			return item{}, 0, false
		}
		h %= 12
		if half == "pm" {
			h += 12
		}
	case half == "o":
		if h > 12 {
			return item{}, 0, false
		}
	case zone != "" && (exact || len(body) == 4), exact && len(body) >= 4 && f.key(i-1) == "at", exact && (f.key(j) == "hours" || f.key(j) == "local"):
		// 17:00 GMT, 1700 GMT, at 17:00
	default:
		return item{}, 0, false
	}
	c := clock{ok: true, hour: h, minute: m, minuteKnown: exact, zone: zone}
	return item{first: i, last: next, clock: c, timeOnly: true}, next, true
}

// hourMinute reads 5, 5:01, 17.30, 1700.
func hourMinute(s string) (h, m int, exact, ok bool) {
	hour, minute, exact := strings.Cut(s, ":")
	if !exact {
		hour, minute, exact = strings.Cut(s, ".")
	}
	if !exact && len(s) == 4 {
		hour, minute, exact = s[:2], s[2:], true
	}
	if len(minute) > 2 { // 5:01:30
		minute, _, _ = strings.Cut(minute, ":")
	}
	h, ok = digits(hour)
	if exact && ok {
		m, ok = digits(minute)
		ok = ok && len(minute) == 2
	}
	return h, m, exact, ok && h <= 24 && m <= 59 && len(hour) <= 2
}

// zoneAt reads a zone at word i: ET, (ET), Eastern time, GMT, local time.
func (f *finder) zoneAt(i int) (zone string, next int) {
	j := i
	open := f.text(j) == "("
	if open {
		j++
	}
	e := f.entry(j)
	if e.zone == "" || !f.w[j].upper {
		if f.key(j) == "local" && f.key(j+1) == "time" {
			return "", j + 2
		}
		return "", i
	}
	t := f.w[j].text
	if len(t) > 4 { // Eastern, Pacific: only as a time
		j++
		if k := f.key(j); k == "standard" || k == "daylight" {
			j++
		}
		if f.key(j) != "time" {
			return "", i
		}
	} else if t != strings.ToUpper(t) {
		return "", i
	}
	j++
	if open {
		if f.text(j) != ")" {
			return "", i
		}
		j++
	}
	return e.zone, j
}

// wordClock reads noon, midnight, and "nine o'clock".
func (f *finder) wordClock(i int) (item, int, bool) {
	w := f.w[i]
	switch w.key {
	case "noon", "midnight":
		switch f.key(i - 1) {
		case "at", "by", "until", "till", "before", "after", "around", "from", "to", "since", "past", "a", "about":
		default:
			if f.entry(i-1).weekday == 0 && f.entry(i+1).weekday == 0 {
				return item{}, 0, false
			}
		}
		c := clock{ok: true, minuteKnown: false}
		if w.key == "noon" {
			c.hour = 12
		}
		zone, next := f.zoneAt(i + 1)
		c.zone = zone
		return item{first: i, last: next, clock: c, timeOnly: true}, next, true
	}
	if w.number > 0 && w.number <= 12 && w.kind == text.Word {
		switch f.key(i + 1) {
		case "o'clock":
			return item{first: i, last: i + 2, timeOnly: true, clock: clock{ok: true, hour: int(w.number)}}, i + 2, true
		case "p.m.", "pm", "p.m":
			return item{first: i, last: i + 2, timeOnly: true, clock: clock{ok: true, hour: int(w.number)%12 + 12}}, i + 2, true
		case "a.m.", "am", "a.m":
			return item{first: i, last: i + 2, timeOnly: true, clock: clock{ok: true, hour: int(w.number) % 12}}, i + 2, true
		}
	}
	return item{}, 0, false
}
