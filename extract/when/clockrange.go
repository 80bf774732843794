package when

import "strings"

// halfOfDay reads a.m. or p.m. at word i.
func (f *finder) halfOfDay(i int) (half string, next int) {
	switch f.key(i) {
	case "am", "a.m.", "a.m":
		return "am", i + 1
	case "pm", "p.m.", "p.m":
		return "pm", i + 1
	}
	return "", i
}

// clockRange reads a stretch of one day or night: 9 to 11 a.m., 9 a.m.-5 p.m., 5:00-6:30 p.m. ET, 19:00 to 21:00, "between 2 and
// 4:30 p.m.".
func (f *finder) clockRange(i int) (item, int, bool) {
	left, right, inOne := cutDash(f.w[i].text)
	if !inOne {
		left = f.w[i].text
	}
	a, half, ok := halfClock(left)
	if !ok {
		return item{}, 0, false
	}
	j := i + 1
	if !inOne {
		if half == "" {
			half, j = f.halfOfDay(j)
		}
		if k := f.key(j); !(k == "to" || k == "through" || isDash(f.text(j)) || k == "and" && f.key(i-1) == "between") {
			return item{}, 0, false
		}
		right = f.text(j + 1)
		j += 2
	}
	b, end, ok := halfClock(right)
	if !ok {
		return item{}, 0, false
	}
	if end == "" {
		end, j = f.halfOfDay(j)
	}
	if half == "" && end == "" && !(a.minuteKnown && b.minuteKnown && strings.Contains(left, ":") && strings.Contains(right, ":")) {
		return item{}, 0, false
	}
	if a, b, ok = halves(a, b, half, end); !ok {
		return item{}, 0, false
	}
	a.zone, j = f.zoneAt(j)
	a.end = &b
	return item{first: i, last: j, clock: a, timeOnly: true}, j, true
}

// halfClock reads 5, 5pm, 5:01, 5:01pm without what stands behind.
func halfClock(s string) (c clock, half string, ok bool) {
	body := strings.TrimRight(s, "apmAPM")
	half = strings.ToLower(s[len(body):])
	if half != "" && half != "am" && half != "pm" {
		return clock{}, "", false
	}
	h, m, exact, ok := hourMinute(body)
	return clock{ok: true, hour: h, minute: m, minuteKnown: exact}, half, ok
}

// halves moves the ends of a range into their halves of the day. A beginning that names none is in that of its end, or in the
// morning when it would lie behind it: 11-1 p.m.; an end that names none is the first such time behind the beginning.
func halves(a, b clock, first, last string) (clock, clock, bool) {
	if first == "" && last == "" {
		return a, b, a.hour < hoursADay && b.hour < hoursADay
	}
	if a.hour > 12 || b.hour > 12 || a.hour == 0 || b.hour == 0 {
		return a, b, false
	}
	at := func(c clock, half string) clock {
		c.hour %= 12
		if half == "pm" {
			c.hour += 12
		}
		return c
	}
	switch {
	case last == "":
		a = at(a, first)
		if last = first; at(b, last).before(a) {
			last = "pm"
		}
		return a, at(b, last), true
	case first == "":
		b = at(b, last)
		if first = last; b.before(at(a, first)) {
			first = "am"
		}
		return at(a, first), b, true
	}
	return at(a, first), at(b, last), true
}

func (c clock) before(d clock) bool { return c.hour*60+c.minute < d.hour*60+d.minute }
