package when

import (
	"strconv"
	"strings"
)

// iso reads 2026-02-27, 2026/02/27, 2026-02-27T17:01 and 20260227T1701Z forms of ISO 8601 with separators.
func (f *finder) iso(i int, s string) (item, bool) {
	if len(s) < 8 {
		return item{}, false
	}
	date, clockText, hasClock := strings.Cut(s, "T")
	sep := byte('-')
	if strings.IndexByte(date, '/') == 4 {
		sep = '/'
	}
	part := strings.Split(date, string(sep))
	if len(part) != 3 || len(part[0]) != 4 || len(part[1]) > 2 || len(part[2]) > 2 {
		return item{}, false
	}
	n, ok := dateOf(part[0], part[1], part[2])
	if !ok {
		return item{}, false
	}
	it := f.dayItem(i, i+1, n, "")
	if hasClock {
		it.clock = isoClock(clockText)
	}
	return it, true
}

func dateOf(year, month, day string) (int, bool) {
	y, ok1 := digits(year)
	m, ok2 := digits(month)
	d, ok3 := digits(day)
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return dayNumber(y, m, d)
}

// isoClock reads 17:01, 17:01:30Z, 17:01+02:00.
func isoClock(s string) clock {
	if len(s) < 5 || s[2] != ':' {
		return clock{}
	}
	h, err1 := strconv.Atoi(s[:2])
	m, err2 := strconv.Atoi(s[3:5])
	if err1 != nil || err2 != nil || h > 23 || m > 59 || h < 0 || m < 0 {
		return clock{}
	}
	c := clock{ok: true, hour: h, minute: m, minuteKnown: true}
	if rest := s[5:]; strings.HasSuffix(rest, "Z") {
		c.zone = "Etc/UTC"
	} else if at := strings.LastIndexAny(rest, "+-"); at >= 0 {
		c.zone = rest[at:]
	}
	return c
}

// century is where years of two digits turn: below, 20xx.
const century = 70

// slashed reads numeric dates: 2/27/2026 as in the US, the day first when it cannot be a month; 27.02.2026 day first.
// Month and day alone count only behind a word that dates stand behind, so that 24/7 and 9/10 do not.
func (f *finder) slashed(i int, s string) (item, bool) {
	if len(s) < 3 || len(s) > 11 {
		return item{}, false
	}
	sep := "/"
	if !strings.Contains(s, sep) {
		if sep = "-"; strings.Count(s, sep) != 2 {
			if sep = "."; strings.Count(s, sep) != 2 {
				return item{}, false
			}
		}
	}
	part := strings.Split(s, sep)
	if len(part) == 2 {
		return f.monthSlashDay(i, part[0], part[1])
	}
	if len(part) == 3 {
		if e := look(part[1]); e.month != 0 { // 05-Aug-2031, 2031-Aug-05
			d, y := part[0], part[2]
			if len(d) == 4 {
				d, y = y, d
			}
			n, ok := dateOf(y, strconv.Itoa(int(e.month)), d)
			return f.dayItem(i, i+1, n, ""), ok && len(y) == 4
		}
	}
	if len(part) != 3 || len(part[0]) > 2 || len(part[1]) > 2 || len(part[2]) != 4 && (len(part[2]) != 2 || sep != "/") {
		return item{}, false
	}
	a, ok1 := digits(part[0])
	b, ok2 := digits(part[1])
	y, ok3 := digits(part[2])
	if !ok1 || !ok2 || !ok3 {
		return item{}, false
	}
	if len(part[2]) == 2 {
		y = withCentury(y)
	}
	if sep == "." || a > 12 {
		a, b = b, a
	}
	n, ok := dayNumber(y, a, b)
	if !ok || y < firstYear || y > lastYear {
		return item{}, false
	}
	return f.dayItem(i, i+1, n, ""), true
}

func withCentury(y int) int {
	if y < century {
		return 2000 + y
	}
	return 1900 + y
}

// namedMonth reads numeric dates whose month is a name, glued or between slashes: 15Sep, 18-Mar, 22/Jan/2031, 2031/Jan/22.
func (f *finder) namedMonth(i int) (item, int, bool) {
	s := f.w[i].text
	if n := len(strings.TrimRight(s, lettersOnly)); n > 0 && n < len(s) {
		day, name := strings.TrimSuffix(s[:n], "-"), s[n:]
		if d, ok := digits(day); ok && len(day) <= 2 && len(name) >= 3 {
			if e := look(name); e.month != 0 {
				y, next, hasYear := f.yearAfter(i + 1)
				return f.monthDay(i, next, int(e.month), d, y, hasYear)
			}
		}
		return item{}, 0, false
	}
	m := f.entry(i + 2).month
	if f.text(i+1) != "/" || m == 0 || !f.glued(i+1) || !f.glued(i+2) {
		return item{}, 0, false
	}
	if f.text(i+3) == "/" && f.glued(i+3) && f.glued(i+4) {
		day, year := s, f.text(i+4)
		if len(day) == 4 {
			day, year = year, day
		}
		if n, ok := dateOf(year, strconv.Itoa(int(m)), day); ok && len(year) == 4 {
			return f.dayItem(i, i+5, n, ""), i + 5, true
		}
		return item{}, 0, false
	}
	d, ok := f.dayOfMonth(i)
	if !ok {
		return item{}, 0, false
	}
	return f.monthDay(i, i+3, int(m), d, 0, false)
}

const lettersOnly = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// gluedDay reads a month and its day in one word: Dec31, Aug3.
func (f *finder) gluedDay(i int) (item, int, bool) {
	s := f.w[i].text
	n := len(strings.TrimRight(s, "0123456789"))
	if n < 3 || n == len(s) || len(s) > n+2 {
		return item{}, 0, false
	}
	e := look(s[:n])
	if d, ok := digits(s[n:]); ok && e.month != 0 && (!e.unsure || f.w[i].upper) {
		y, next, hasYear := f.yearAfter(i + 1)
		return f.monthDay(i, next, int(e.month), d, y, hasYear)
	}
	return item{}, 0, false
}

// basic reads the basic form of ISO 8601, 20310509. Eight digits may count something, so the year must be near.
func (f *finder) basic(i int, s string) (item, bool) {
	if len(s) != 8 || f.moneyBefore(i) && f.text(i-1) != "-" || isUnitBehind(f, i+1) {
		return item{}, false
	}
	y, ok := digits(s[:4])
	if !ok || y < firstBasic || y > lastBasic {
		return item{}, false
	}
	n, ok := dateOf(s[:4], s[4:6], s[6:])
	return f.dayItem(i, i+1, n, ""), ok
}

// Years of dates in eight digits: those of files and stamps.
const firstBasic, lastBasic = 1970, 2069

func (f *finder) monthSlashDay(i int, month, day string) (item, bool) {
	m, ok1 := digits(month)
	d, ok2 := digits(day)
	if !ok1 || !ok2 || len(month) > 2 || len(day) > 2 || m == 9 && d == 11 || m == 24 {
		return item{}, false
	}
	switch f.key(i - 1) {
	case "on", "by", "until", "till", "since", "from":
	default:
		if f.weekdayBefore(i) == 0 && !f.listed(i) {
			return item{}, false
		}
	}
	it, _, ok := f.monthDay(i, i+1, m, d, 0, false)
	return it, ok && it.prec != skipped
}

// listed reports whether the numeric date before word i is listed with it: 11/20, 11/22 or 11/25; from 10/1 to 11/7.
func (f *finder) listed(i int) bool {
	if len(f.items) == f.sentence {
		return false
	}
	it := &f.items[len(f.items)-1]
	if it.first+1 != it.last || !strings.Contains(f.text(it.first), "/") {
		return false
	}
	for j := it.last; j < i; j++ {
		switch f.text(j) {
		case ",", "and", "or", "to", "-", "–", "through":
		default:
			return false
		}
	}
	return i <= it.last+2
}
