package page

import (
	"strings"
)

// urlStamp is a date in an address: /2031/02/28/, /2031-02-28-, /2031/feb/28/, /20310228/, or a month, /2031/02/.
func urlStamp(path string) (stamp, bool) {
	path = strings.ToLower(path)
	var month stamp
	for i := 0; i+6 <= len(path); i++ {
		if path[i] != '1' && path[i] != '2' || i > 0 && (isDigit(path[i-1]) || isLetter(path[i-1])) {
			continue
		}
		if len(digitsAt(path, i)) == 8 {
			if s, _, ok := readRun(dateToken{digits: 8, value: number(path[i : i+8])}, 0); ok {
				return s, true
			}
			continue
		}
		if len(digitsAt(path, i)) != 4 {
			continue
		}
		if s, ok := dayBefore(path, i); ok {
			return s, true
		}
		s, rest := stamp{year: number(path[i : i+4])}, path[i+4:]
		if rest == "" || !strings.ContainsRune("/-_.", rune(rest[0])) {
			continue
		}
		sep := rest[0]
		if s.month, rest = urlMonth(rest[1:]); s.month == 0 || !validDay(s.year, s.month, 1) {
			continue
		}
		if rest != "" && rest[0] == sep {
			if d := digitsAt(rest, 1); (len(d) == 1 || len(d) == 2) && (len(rest) == 1+len(d) || !isLetter(rest[1+len(d)])) && validDay(s.year, s.month, number(d)) {
				s.day = number(d)
				return s, true
			}
		}
		if month.year == 0 && sep == '/' && rest != "" && rest[0] == '/' {
			month = s
		}
	}
	return month, month.year > 0
}

// dayBefore reads the day and the month before a year at i: 28-02-2031.
func dayBefore(path string, i int) (stamp, bool) {
	const form = len("28-02-")
	if i < form || path[i-1] != '-' || path[i-4] != '-' || i > form && (isDigit(path[i-form-1]) || isLetter(path[i-form-1])) {
		return stamp{}, false
	}
	day, month := digitsAt(path, i-form), digitsAt(path, i-form+3)
	s := stamp{year: number(path[i : i+4]), month: number(month), day: number(day)}
	return s, len(day) == 2 && len(month) == 2 && validDay(s.year, s.month, s.day)
}

// urlMonth reads two digits or an English month name and returns what follows.
func urlMonth(p string) (int, string) {
	if d := digitsAt(p, 0); len(d) == 1 || len(d) == 2 {
		return number(d), p[len(d):]
	}
	n := 0
	for n < len(p) && isLetter(p[n]) {
		n++
	}
	return words().month[p[:n]], p[n:]
}

func digitsAt(s string, i int) string {
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	return s[min(i, len(s)):j]
}

// number is the value of a few ASCII digits.
func number(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }
