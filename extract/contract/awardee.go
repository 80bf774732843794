package contract

import (
	_ "embed"
	"regexp"
	"strings"
)

//go:embed places.txt
var placeFile string

var places = readPlaces(placeFile)

func readPlaces(file string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			m[line] = true
		}
	}
	return m
}

var parens = regexp.MustCompile(`\s*\(([^()]*)\)`)

// awardees reads the names before the verb: "A Corp.,* Reston, Virginia (W911-…); and B LLC, Tampa, Florida".
func awardees(head string) []Award {
	var out []Award
	for _, part := range split(head) {
		if a, ok := awardee(part); ok {
			out = append(out, a)
		}
	}
	return out
}

// numbered ends one awardee of a pool that is separated by commas: a contract number in brackets, then a comma.
var numbered = regexp.MustCompile(bracket + `,?\s+(?:and\s+)?`)

// colon is a colon for the semicolon between two awardees, a misprint.
var colon = regexp.MustCompile(`(` + bracket + `): `)

// split cuts a head into awardees: at semicolons, else behind contract numbers.
func split(head string) []string {
	head = colon.ReplaceAllString(strings.TrimRight(strings.TrimSpace(head), ","), "$1; ")
	if !strings.Contains(head, ";") {
		return splitNumbered(head)
	}
	var out []string
	depth, from := 0, 0
	for i := range len(head) {
		switch head[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ';':
			if depth <= 0 {
				out = append(out, splitNumbered(head[from:i])...)
				from = i + 1
			}
		}
	}
	return append(out, splitNumbered(head[from:])...)
}

// splitNumbered cuts a head behind contract numbers where another name and place follow.
func splitNumbered(head string) []string {
	var out []string
	from := 0
	for _, m := range numbered.FindAllStringIndex(head, -1) {
		if m[1] < len(head) && strings.Contains(head[m[1]:], ",") {
			out = append(out, head[from:m[1]])
			from = m[1]
		}
	}
	return append(out, head[from:])
}

// awardee reads one name with its place, numbers and own amount.
func awardee(s string) (Award, bool) {
	a := Award{}
	for _, m := range parens.FindAllStringSubmatch(s, -1) {
		numbers := piids(m[1])
		if len(numbers) > 0 && a.PIID == "" {
			a.PIID, numbers = numbers[0], numbers[1:]
		}
		a.OtherPIIDs = append(a.OtherPIIDs, numbers...)
		if v, ok := dollars(m[1]); ok && a.AmountUSD == 0 {
			a.AmountUSD = v
		}
		if strings.Contains(strings.ToLower(m[1]), "small business") {
			a.SmallBusiness = true
		}
	}
	s = parens.ReplaceAllStringFunc(s, func(p string) string {
		if strings.ContainsAny(p, "0123456789$") || strings.Contains(p, "small") {
			return ""
		}
		return p // part of a name: "Norvane (Ports) Ltd."
	})
	if numbers := piids(s); len(numbers) > 0 && a.PIID == "" { // not in brackets
		a.PIID, a.OtherPIIDs = numbers[0], append(a.OtherPIIDs, numbers[1:]...)
		s = number.ReplaceAllString(s, "")
	}
	s = strings.TrimLeft(strings.TrimSpace(s), ",; ")
	if rest := strings.TrimLeft(s, "* "); rest != s { // the mark stands before the name
		s, a.SmallBusiness = rest, true
	}
	s = strings.TrimPrefix(s, "and ")
	s = strings.TrimSuffix(strings.TrimRight(s, ", "), " and")
	s = strings.TrimRight(s, ", ")
	if s == "" || len(s) > longestAwardee {
		return Award{}, false
	}
	small := false
	a.Awardee, a.Location, small = nameAndPlace(s)
	a.SmallBusiness = a.SmallBusiness || small
	return a, nameLike(a.Awardee)
}

// nameLike reports whether s begins as a name does: with a capital, a digit, a letter beyond ASCII, or one small letter
// before a capital ("iQuay").
func nameLike(s string) bool {
	isName := func(c byte) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 }
	return s != "" && isName(s[0]) || len(s) > 1 && s[0] >= 'a' && s[0] <= 'z' && isName(s[1])
}

// longestAwardee is in bytes: names with divisions and joint ventures stay below; running text does not.
const longestAwardee = 220

// nameAndPlace cuts "Name, Division, City, State". The asterisk of a small business ends the name; else the place is the
// last two parts when the last is a state or country.
func nameAndPlace(s string) (name, place string, small bool) {
	if n, p, found := strings.Cut(s, "*"); found {
		if p = strings.Trim(p, ",* "); p != "" {
			return strings.Trim(n, ", "), p, true
		}
		name, place, _ = nameAndPlace(strings.Trim(n, ", ")) // the asterisk stands behind the place
		return name, place, true
	}
	part := strings.Split(s, ",")
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	n := len(part)
	if n == 1 {
		return s, "", false
	}
	last := part[n-1]
	cut := n
	switch {
	case places[last] && n >= 3 && places[part[n-2]] && n >= 4: // City, Province, Country
		cut = n - 3
	case places[last] && n >= 3:
		cut = n - 2
	case places[last]: // "Name, State": no city, or the city glued to the name
		if n == 2 {
			if name, city, ok := gluedCity(part[0]); ok {
				return name, city + ", " + last, false
			}
		}
		cut = 1
	case endsInPlace(last): // "Sunnyvale California"
		cut = n - 1
	case n >= 3 && !companySuffix(last) && !companySuffix(part[n-2]):
		cut = n - 2
	case n == 2 && !companySuffix(last):
		cut = 1
	}
	return strings.Join(part[:cut], ", "), strings.Join(part[cut:], ", "), false
}

// gluedCity cuts "Air Tide Inc. Burl", a name and a city without the comma between.
func gluedCity(s string) (name, city string, ok bool) {
	for _, suffix := range []string{" Inc. ", " LLC ", " Corp. ", " Ltd. "} {
		if name, city, ok := strings.Cut(s, suffix); ok && nameLike(city) {
			return name + strings.TrimRight(suffix, " "), city, true
		}
	}
	return "", "", false
}

// endsInPlace reports whether s is a city and its state without a comma between.
func endsInPlace(s string) bool {
	for i := range len(s) {
		if s[i] == ' ' && places[s[i+1:]] {
			return true
		}
	}
	return false
}

// companySuffix reports whether a part between commas belongs to the name before it.
func companySuffix(s string) bool {
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "inc", "incorporated", "llc", "l.l.c", "lp", "l.p", "llp", "l.l.p", "corp", "co", "ltd", "pllc", "p.c", "pc", "p.a", "plc", "gmbh", "s.a", "n.v", "b.v", "jv", "a joint venture":
		return true
	}
	return false
}
