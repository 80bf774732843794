package novelty

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// What speaks for a match, in points. Only the order of sums matters: a docket outweighs everything, a court what
// is left, and the rest are hints.
const (
	pointsDocket = 4.0
	pointsCourt  = 1.5
	pointsActors = 1.0 // times the share of actors in common
	pointsObject = 1.0 // times the share of words in common
	pointsDate   = .5
	pointsStatus = .5
	pointsStory  = .5
	pointsType   = .5
)

// looseActors is the share of actors below which another object means another happening.
const looseActors = .3

// pointsOff is what a different date costs where it does not decide: another development with the right date is a
// better match.
const pointsOff = -1.0

// looseObject is the share of words from which two objects name one thing.
const looseObject = .5

// matcher compares one claim with one development.
type matcher struct {
	c *Claim
	d *Development
	r *Rules
	Comparison
}

// match compares a claim with a development: do they speak of one happening?
func match(c *Claim, d *Development, r *Rules) Comparison {
	m := matcher{c: c, d: d, r: r, Comparison: Comparison{Development: d.ID}}
	if !m.sameMatter() || !m.inTime() {
		m.Fits, m.Score = false, 0
	}
	return m.Comparison
}

// no says why they cannot be one, and nothing else.
func (m *matcher) no(format string, a ...any) bool {
	m.Why = []string{fmt.Sprintf(format, a...)}
	return false
}

// yes counts what speaks for it.
func (m *matcher) yes(points float64, format string, a ...any) {
	m.Score += points
	m.Why = append(m.Why, fmt.Sprintf(format, a...))
}

// tied reports whether both name one docket or contract.
func (m *matcher) tied() bool {
	return tied(m.c, m.d)
}

// sameMatter compares type, numbers, court, parties and object.
func (m *matcher) sameMatter() bool {
	c, d := m.c, m.d
	order, ok := specific(c.Type, d.Type)
	if !ok {
		return m.no("another type: %s", d.Type)
	}
	if order == 0 {
		m.yes(pointsType, "same type")
	} else if strings.Contains(ahead[c.Type], c.Status+" ") || strings.Contains(ahead[d.Type], d.Status+" ") {
		return m.no("only one has come: %s %s there, %s %s here", d.Type, d.Status, c.Type, c.Status)
	}
	tied := m.tied()
	if tied {
		m.yes(pointsDocket, "same docket or contract number")
	} else if c.Docket != "" && d.Docket != "" {
		return m.no("another docket or contract number: %s", d.Docket)
	}
	if c.Court != "" && d.Court != "" && !tied {
		fits, says := sameCourt(c.Court, d.Court)
		if !fits {
			return m.no("another court: %s", d.Court)
		}
		if says {
			m.yes(pointsCourt, "same court")
		}
	}
	if !tied && (appellate(c.Court) && trialNumber(d.Docket) || appellate(d.Court) && trialNumber(c.Docket)) {
		return m.no("a court of appeals and a number of a trial court")
	}
	object, objectKnown := wordShare(c.Object, d.Object)
	if !tied {
		if why := conflict(c, d, object); why != "" {
			return m.no("%s", why)
		}
		if objectKnown && object == 0 && (objectTypes[c.Type] && !sameNames(c.Actors, d.Actors) || overlap(c.Actors, d.Actors) < looseActors) {
			return m.no("another object: %s", d.Object)
		}
	}
	if share := overlap(c.Actors, d.Actors); share > 0 {
		m.yes(pointsActors*share, "actors in common")
	}
	if objectKnown && object > 0 {
		m.yes(pointsObject*object, "object in common")
	}
	if c.Story != 0 && c.Story == d.Story {
		m.yes(pointsStory, "same story")
	}
	return true
}

// inTime compares statuses and dates.
func (m *matcher) inTime() bool {
	c, d := m.c, m.d
	s := same
	if c.Type == d.Type {
		s = m.r.Ladder.step(c.Type, d.Status, c.Status)
		if c.Status == d.Status {
			m.yes(pointsStatus, "same status")
		}
	}
	window := m.r.Window
	if window <= 0 {
		window = DefaultWindow
	}
	gap, known := dateGap(c.Date, d.Date)
	agree := known && gap.Abs() <= DateSlack
	if agree {
		m.yes(pointsDate*(1-float64(gap.Abs())/float64(2*DateSlack)), "dates agree")
	}
	sinceFirst, sinceLast := c.SeenAt.Sub(d.FirstSeen), c.SeenAt.Sub(d.LastSeen)
	open := sinceLast <= window
	switch {
	case m.tied() || c.Withdraws:
	case s == later || s == opposite || s == revived:
		if known && gap < -DateSlack {
			return m.no("the earlier status is dated later: %s", d.Date)
		}
		if !open {
			return m.no("last reported %.0f days before", sinceLast.Hours()/24)
		}
	case agree:
	case known && s == earlier && (gap < 0 || c.DateInferred && onceTypes[c.Type]): // the way there, told again with its own date
		if !open {
			return m.no("last reported %.0f days before", sinceLast.Hours()/24)
		}
	case known && s == same && onceTypes[c.Type] && open:
		m.yes(pointsOff, "another date (%s), but once in a while", d.Date)
	case known:
		return m.no("another date: %s", d.Date)
	case onceTypes[c.Type] && open: // a date is missing, and it happens once in a while
	case sinceFirst > UndatedFits && (c.Date == "" || d.Date == ""):
		return m.no("first seen %.0f days before, and a date is missing", sinceFirst.Hours()/24)
	}
	m.Fits = true
	return true
}

// conflict says why the parties cannot be those of one happening; "" when they can.
func conflict(c *Claim, d *Development, object float64) string {
	if len(c.Actors) == 0 || len(d.Actors) == 0 {
		gap, dated := dateGap(c.Date, d.Date)
		inStory := c.Story != 0 && c.Story == d.Story
		// Where the known one names nobody, it may be about anybody in the story: something else must agree.
		if object >= looseObject || inStory && (len(d.Actors) > 0 || object > 0 || dated && gap.Abs() <= DateSlack || c.Object == "" && d.Object == "") {
			return ""
		}
		return "no actors to compare, and another story"
	}
	mine, theirs := without(c.Actors, d.Actors), without(d.Actors, c.Actors)
	if len(mine) == len(c.Actors) && !oneDecision(c, d) {
		return "no actor in common"
	}
	// Two deals of one agency with two companies are two deals.
	for _, kind := range []string{"company", "place"} {
		a, b := ofKind(mine, kind), ofKind(theirs, kind)
		if a != "" && b != "" {
			return fmt.Sprintf("%s there, %s here", b, a)
		}
	}
	// Two agencies that go against one company do so each for itself.
	if doerCounts[c.Type] && c.Actors[0].Kind == "agency" && d.Actors[0].Kind == "agency" &&
		!strings.EqualFold(c.Actors[0].Name, d.Actors[0].Name) && ofKind(mine, "agency") != "" && ofKind(theirs, "agency") != "" {
		return fmt.Sprintf("%s acts there, %s here", d.Actors[0].Name, c.Actors[0].Name)
	}
	return ""
}

// oneDecision reports whether two reports that share no name are still of one court's decision.
func oneDecision(c *Claim, d *Development) bool {
	if !courtTypes[c.Type] || c.Type != d.Type || c.Status != d.Status || c.Story == 0 || c.Story != d.Story {
		return false
	}
	const day = 24 * time.Hour
	if gap, known := dateGap(c.Date, d.Date); known {
		return gap.Abs() <= day
	}
	return c.SeenAt.Sub(d.FirstSeen).Abs() <= day
}

// ahead are the statuses of a type that say that it has not come yet, each with a space behind: a threat to sue is none
// of the papers in court.
var ahead = map[string]string{"appeal": "announced ", "contract-award": "expected ", "injunction": "sought ", "lawsuit": "considering threatened announced "}

// doerCounts are the types in which an agency acts for itself alone.
var doerCounts = map[string]bool{"criminal-charges": true, "investigation": true, "lawsuit": true, "settlement": true}

func ofKind(actors []Actor, kind string) string {
	for _, a := range actors {
		if a.Kind == kind {
			return a.Name
		}
	}
	return ""
}

// without are the actors of a that b does not name.
func without(a, b []Actor) (out []Actor) {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y Actor) bool { return strings.EqualFold(x.Name, y.Name) }) {
			out = append(out, x)
		}
	}
	return out
}

func sameNames(a, b []Actor) bool { return len(without(a, b)) == 0 && len(without(b, a)) == 0 }

// overlap is the share of the shorter list's actors that the other names too.
func overlap(a, b []Actor) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return float64(len(a)-len(without(a, b))) / float64(min(len(a), len(b)))
}

// idle are words that tell no object or court from another.
var idle = map[string]bool{
	"a": true, "an": true, "and": true, "as": true, "at": true, "by": true, "court": true, "courts": true, "federal": true, "for": true,
	"from": true, "in": true, "its": true, "judge": true, "new": true, "of": true, "on": true, "or": true, "s": true, "state": true, "states": true, "the": true,
	"their": true, "to": true, "u": true, "united": true, "us": true, "with": true,
}

// stem is how much of a word counts, in letters: enough for "designate" and "designation" to be one.
const stem = 5

func keyWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := words[:0]
	for _, w := range words {
		if idle[w] {
			continue
		}
		if r := []rune(w); len(r) > stem {
			w = string(r[:stem])
		}
		out = append(out, w)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wordShare is the share of the shorter one's words that both have; known is false when one of them says nothing.
func wordShare(a, b string) (share float64, known bool) {
	x, y := keyWords(a), keyWords(b)
	if len(x) == 0 || len(y) == 0 {
		return 0, false
	}
	return float64(common(x, y)) / float64(min(len(x), len(y))), true
}

func common(x, y []string) int {
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return n
}

// sameCourt reports whether two names can be one court's: one's words are among the other's. says is false when a name
// is only "federal court".
func sameCourt(a, b string) (fits, says bool) {
	x, y := keyWords(ordinals.Replace(strings.ToLower(a))), keyWords(ordinals.Replace(strings.ToLower(b)))
	if len(x) == 0 || len(y) == 0 {
		return true, false
	}
	return common(x, y) == min(len(x), len(y)), true
}

// appellate reports whether a court hears appeals; "" does not say.
func appellate(court string) bool {
	low := strings.ToLower(court)
	return strings.HasSuffix(low, " circuit") || strings.Contains(low, "court of appeals") || strings.Contains(low, "appeals court")
}

// trialNumber reports whether a docket number has the form of a trial court's, with the kind of case in the middle:
// 3:31-cv-00417.
func trialNumber(docket string) bool {
	low := strings.ToLower(docket)
	return strings.Contains(low, "-cv-") || strings.Contains(low, "-cr-") || strings.Contains(low, "-mc-")
}

// ordinals writes the numbers of circuits one way.
var ordinals = strings.NewReplacer("first", "1st", "second", "2nd", "third", "3rd", "fourth", "4th", "fifth", "5th", "sixth", "6th", "seventh", "7th", "eighth", "8th",
	"ninth", "9th", "tenth", "10th", "eleventh", "11th", "d.c.", "dc", "n.d.", "northern district of ", "s.d.", "southern district of ", "e.d.", "eastern district of ", "w.d.", "western district of ")

// SameDocket reports whether two docket or contract numbers are one: marks and case do not count, leading zeros do
// not, and neither do the office before a docket number and the judges' initials behind ("3:26-cv-01996-RFL").
func SameDocket(a, b string) bool { return docketKey(a) == docketKey(b) }

func docketKey(s string) string {
	s = strings.ToLower(s)
	s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(s), "no. "), "case ")
	parts := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 1; i <= 2 && i+1 < len(parts) && isNumber(parts[0]); i++ { // perhaps the office; year, kind of case, number
		if isNumber(parts[i-1]) && isLetters(parts[i]) && len(parts[i]) <= 4 && isNumber(parts[i+1]) {
			year := parts[i-1]
			if len(year) == 4 {
				year = year[2:]
			}
			return year + "-" + parts[i] + "-" + strings.TrimLeft(parts[i+1], "0")
		}
	}
	return strings.Join(parts, "")
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
func isLetters(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// dateGap is how much later a is than b, 0 when the two spans of time touch; known is false when one is no date.
func dateGap(a, b string) (gap time.Duration, known bool) {
	a0, a1, ok := span(a)
	b0, b1, ok2 := span(b)
	switch {
	case !ok || !ok2:
		return 0, false
	case a0.After(b1):
		return a0.Sub(b1), true
	case b0.After(a1):
		return -b0.Sub(a1), true
	}
	return 0, true
}

// span is the first and the last day that an ISO date cut to its precision covers.
func span(v string) (first, last time.Time, ok bool) {
	if len(v) >= len(time.DateOnly) {
		t, err := time.Parse(time.DateOnly, v[:len(time.DateOnly)])
		return t, t, err == nil
	}
	year, err := strconv.Atoi(v[:min(4, len(v))])
	if err != nil || len(v) < 4 {
		return first, last, false
	}
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	rest := v[4:]
	n := 0
	if len(rest) > 2 {
		n, _ = strconv.Atoi(rest[2:])
	} else if len(rest) == 2 {
		n, _ = strconv.Atoi(rest[1:])
	}
	switch {
	case rest == "":
		return day(year, 1, 1), day(year, 12, 31), true
	case strings.HasPrefix(rest, "-W") && n >= 1 && n <= 53:
		jan4 := day(year, 1, 4) // is in week 1 (ISO 8601)
		first = jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(n-1))
		return first, first.AddDate(0, 0, 6), true
	case strings.HasPrefix(rest, "-Q") && n >= 1 && n <= 4:
		return day(year, 3*n-2, 1), day(year, 3*n+1, 0), true
	case len(rest) == 3 && rest[0] == '-':
		if n, err = strconv.Atoi(rest[1:]); err == nil && n >= 1 && n <= 12 {
			return day(year, n, 1), day(year, n+1, 0), true
		}
	}
	return first, last, false
}
