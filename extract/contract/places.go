package contract

import (
	"regexp"
	"strings"
)

var (
	// performed begins the places where the work is done.
	performed = regexp.MustCompile(`\b(?:[Ww]ork|[Ee]ffort|[Ss]ervices|[Pp]roduction)(?: on this [a-z ]{3,30})? (?:will be|is to be|is being|was|is expected to be|has been) (?:primarily |mainly |mostly )?performed (?:primarily |mainly |mostly )?(?:in|at|on|aboard|within|throughout) |\b[Ll]ocations? of performance (?:is|are|includes?|will be) (?:in |at )?|\b[Pp]laces? of performance (?:is|are|includes?|will be) (?:in |at )?`)
	// performedEnds ends them: what follows is when, or another sentence.
	performedEnds = regexp.MustCompile(`[,;]? (?:and )?(?:is|are|work is|the work is) (?:expected|estimated|scheduled|anticipated|to be|planned)\b|[,;]? (?:and )?(?:expected|estimated|scheduled|anticipated) to\b|,? with an?\b|[,;]? (?:and|and the work|which) (?:will|is) (?:to )?(?:be |continue)|,? beginning\b|\.\s+(?:[A-Z(]|$)|\.$|,? from (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`)
	abroad        = regexp.MustCompile(`(?i)\b(?:(?:foreign )?military sales?|FMS) (?:\(FMS\) )?(?:\(([A-Z][A-Za-z ,]+)\)|(?:customers? )?(?:to|for|from) (?:the )?(?:(?:Kingdom|Government|Republic|State|governments?) of )?((?-i:[A-Z])[A-Za-z]+(?: (?-i:[A-Z])[a-z]+)*(?:, (?:and )?(?:the )?(?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)*)*(?:,? and (?:the )?(?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)*)?))`)
	// governments is how the Navy says who shares in a purchase: "the governments of Japan (13%); and Norway (5%), under …".
	governments = regexp.MustCompile(`\bpurchases? for [^.]*?\bgovernments? of ((?-i:[A-Z])[^.]*?),? under the (?:Foreign Military Sales|FMS)`)
	awardedOn   = regexp.MustCompile(`\(Awarded (?:on )?(` + datePattern + `)\.?\)`)
)

// placesOfWork is where the work is done, in the words printed, with its shares; "" when the text does not say.
func placesOfWork(body string) string {
	m := performed.FindStringIndex(body)
	if m == nil {
		return ""
	}
	rest := body[m[1]:]
	end := performedEnds.FindStringIndex(rest)
	for from := 0; end != nil && saintly(rest[:end[0]]) && rest[end[0]] == '.'; {
		from = end[0] + 1
		next := performedEnds.FindStringIndex(rest[from:])
		if next == nil {
			end = nil
			break
		}
		end = []int{from + next[0], from + next[1]}
	}
	if end != nil {
		if cut := end[0] + 1; rest[end[0]] == '.' && abbreviated(rest[:cut]) {
			rest = rest[:cut]
		} else {
			rest = rest[:end[0]]
		}
	}
	rest = strings.Trim(rest, " ,;")
	if !abbreviated(rest) {
		rest = strings.TrimRight(rest, ".")
	}
	if len(rest) > longestPlaces || unknownPlace.MatchString(rest) {
		return ""
	}
	return rest
}

// saintly reports whether s ends in an abbreviation that begins a place's name, whose dot ends no sentence.
func saintly(s string) bool {
	switch s[strings.LastIndexAny(s, " (")+1:] {
	case "St", "Ste", "Ft", "Mt", "Pt", "U.S":
		return true
	}
	return false
}

// longestPlaces is in bytes: two dozen cities with their shares stay below.
const longestPlaces = 1500

// unknownPlace is what stands where the places are not known yet.
var unknownPlace = regexp.MustCompile(`(?i)^(?:locations? |places? )?(?:to be|that will be|will be|as|being) determined|\bto be determined\b|^various locations$`)

// foreignSales are the countries that the text says are sold to, in its words; "" when it names none.
func foreignSales(body string) string {
	if m := governments.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	for _, m := range abroad.FindAllStringSubmatch(body, -1) {
		if s := strings.TrimSpace(m[1] + m[2]); s != "FMS" {
			return s
		}
	}
	return ""
}

// dayAwarded is the day of an "(Awarded …)" note, which a late announcement carries; "" when there is none.
func dayAwarded(s string) string {
	m := awardedOn.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	if value, precision := date(m[1]); precision == "day" {
		return value
	}
	return ""
}
