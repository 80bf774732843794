package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const hoursADay = 24

// dayNumber is the number of days from 1 January 1970 to a civil date; ok is false for a date that does not exist.
func dayNumber(y, m, d int) (n int, ok bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 || y < 1 || y > 9999 {
		return 0, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return int(t.Unix() / (hoursADay * 3600)), t.Day() == d
}

// civil is the date of a day number.
func civil(n int) (y, m, d int) {
	yy, mm, dd := time.Unix(int64(n)*hoursADay*3600, 0).UTC().Date()
	return yy, int(mm), dd
}

// weekdayOf is 1 for Monday to 7 for Sunday.
func weekdayOf(n int) int { return ((n+3)%7+7)%7 + 1 }

func dayValue(n int) string {
	y, m, d := civil(n)
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

func weekValue(n int) string {
	y, w := time.Unix(int64(n)*hoursADay*3600, 0).UTC().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// bounds is the first and last day of a value of any precision.
func bounds(value string) (first, last int, ok bool) {
	date, _, _ := strings.Cut(value, "T")
	part := strings.Split(date, "-")
	y, err := strconv.Atoi(part[0])
	if err != nil || len(part[0]) != 4 || len(part) > 3 {
		return 0, 0, false
	}
	switch {
	case len(part) == 1:
		first, ok = dayNumber(y, 1, 1)
		last, _ = dayNumber(y, 12, 31)
		return first, last, ok
	case len(part[1]) < 2:
		return 0, 0, false
	case part[1][0] == 'Q':
		q, err := strconv.Atoi(part[1][1:])
		if err != nil || q < 1 || q > 4 {
			return 0, 0, false
		}
		first, ok = dayNumber(y, q*3-2, 1)
		return first, lastOfMonth(y, q*3), ok
	case part[1][0] == 'W':
		w, err := strconv.Atoi(part[1][1:])
		if err != nil || w < 1 || w > 53 {
			return 0, 0, false
		}
		fourth, ok := dayNumber(y, 1, 4) // always in week 1
		first = fourth - weekdayOf(fourth) + 1 + (w-1)*7
		return first, first + 6, ok
	}
	m, err := strconv.Atoi(part[1])
	if err != nil {
		return 0, 0, false
	}
	if len(part) == 2 {
		first, ok = dayNumber(y, m, 1)
		return first, lastOfMonth(y, m), ok
	}
	day, err := strconv.Atoi(part[2])
	if err != nil {
		return 0, 0, false
	}
	first, ok = dayNumber(y, m, day)
	return first, first, ok
}

func lastOfMonth(y, m int) int {
	t := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
	return int(t.Unix() / (hoursADay * 3600))
}

// Bounds is the first and the last day that a value of any precision covers, as 2006-01-02; ok is false when value is
// empty or no date. A week runs from Monday to Sunday, as in ISO 8601.
func Bounds(value string) (first, last string, ok bool) {
	a, b, ok := bounds(value)
	if !ok {
		return "", "", false
	}
	return dayValue(a), dayValue(b), true
}

// SameDay reports whether both values are known at least to the day and name the same one.
func SameDay(a, b string) bool {
	fa, la, ok := bounds(a)
	if !ok || fa != la {
		return false
	}
	fb, lb, ok := bounds(b)
	return ok && fb == lb && fa == fb
}

// DaysBetween is the least number of whole days between two values of any precision: 0 when they can be the same day
// (2026-02 and 2026-02-27). ok is false when one of them is empty or no date.
func DaysBetween(a, b string) (int, bool) {
	fa, la, ok := bounds(a)
	if !ok {
		return 0, false
	}
	fb, lb, ok := bounds(b)
	if !ok {
		return 0, false
	}
	return max(fb-la, fa-lb, 0), true
}

// Overlap reports whether two values of any precision share a day.
func Overlap(a, b string) bool {
	n, ok := DaysBetween(a, b)
	return ok && n == 0
}

// Time is the moment where m begins: the minute when it is known, else the start of its first day, in m's zone or, when
// it has none, in loc (nil is UTC). ok is false for a vague mention.
func (m Mention) Time(loc *time.Location) (t time.Time, ok bool) {
	if loc == nil {
		loc = time.UTC
	}
	if m.Zone != "" {
		if z, err := time.LoadLocation(m.Zone); err == nil {
			loc = z
		}
	}
	first, _, ok := bounds(m.Value)
	if !ok {
		return time.Time{}, false
	}
	y, mo, d := civil(first)
	hour, minute := 0, 0
	if _, clock, found := strings.Cut(m.Value, "T"); found {
		h, mi, _ := strings.Cut(clock, ":")
		hour, _ = strconv.Atoi(h)
		minute, _ = strconv.Atoi(mi)
	}
	return time.Date(y, time.Month(mo), d, hour, minute, 0, 0, loc), true
}
