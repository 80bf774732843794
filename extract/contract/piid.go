package contract

import (
	"regexp"
	"slices"
	"strings"
)

// number is a procurement instrument identifier (FAR 4.1603): activity, fiscal year, instrument, serial number, with or
// without dashes. The instrument class leaves out solicitations (Q, R); 9 is an other transaction agreement. One space
// for the last dash and one behind a dash are common misprints.
var number = regexp.MustCompile(`\b[A-Z0-9]{6}` + dash + `\d{2}` + dash + `[ACDFGHLMPVW9](?:` + dash + `[A-Z0-9]{4}|[ -][A-Z]?\d{3,4})\b`)

const dash = `(?:[-–] ?)?`

// bracket is a bracket with a number in it.
const bracket = `\([^()]*\b[A-Z0-9]{6}` + dash + `\d{2}` + dash + `[A-Z9]` + dash + `[A-Z0-9]{4}\b[^()]*\)`

// undash takes misprinted dashes and the spaces behind them out of a number.
var undash = strings.NewReplacer("–", "-", "- ", "-", "– ", "-")

// piids are the contract numbers of s in text order, each once, as printed but for their dashes.
func piids(s string) []string {
	var out []string
	for _, n := range number.FindAllString(s, -1) {
		n = undash.Replace(n)
		if !validPIID(n) {
			continue
		}
		if !slices.ContainsFunc(out, func(o string) bool { return normal(o) == normal(n) }) {
			out = append(out, n)
		}
	}
	return out
}

// validPIID keeps out words that have the right length by chance: the activity code has a digit, and all 13 places are filled.
func validPIID(n string) bool {
	c := normal(n)
	return len(c) == piidLength && strings.ContainsAny(c[:6], "0123456789") && strings.ContainsAny(c[:6], "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// piidLength is the number of characters without dashes; FAR allows up to 17, the defence department uses 13.
const piidLength = 13

// piidDigits is how many digits a number has at least within its first piidLength bytes, dashes and all.
const piidDigits = 3

// instrumentAt is where the instrument's letter stands without dashes.
const instrumentAt = 8

// normal is a number without dashes and spaces.
func normal(n string) string { return strings.NewReplacer("-", "", " ", "").Replace(n) }

// instrument is the letter that says what a number stands for: C contract, D indefinite delivery, F order, G basic
// ordering agreement, A blanket purchase agreement, 9 other transaction; 0 when n is no number.
func instrument(n string) byte {
	if c := normal(n); len(c) == piidLength {
		return c[instrumentAt]
	}
	return 0
}

// assignNumbers gives the paragraph's numbers that stand outside its head to the awardees.
func assignNumbers(rows []Award, all []string, kind string) {
	owned := map[string]bool{}
	without := 0
	for i := range rows {
		if rows[i].PIID == "" {
			without++
		} else {
			owned[normal(rows[i].PIID)] = true
		}
		for _, o := range rows[i].OtherPIIDs {
			owned[normal(o)] = true
		}
	}
	var free []string
	for _, n := range all {
		if !owned[normal(n)] {
			free = append(free, n)
		}
	}
	switch {
	case len(free) == 0:
	case len(rows) == 1:
		r := &rows[0]
		if r.PIID == "" {
			r.PIID, free = free[0], free[1:]
		}
		r.OtherPIIDs = append(r.OtherPIIDs, free...)
	case without == len(free):
		for i := range rows {
			if rows[i].PIID == "" {
				rows[i].PIID, free = free[0], free[1:]
			}
		}
	case len(rows) > 1 && len(free) == 1 && kind == "modification" || len(free) > 0:
		for i := range rows {
			rows[i].OtherPIIDs = append(rows[i].OtherPIIDs, free...)
		}
	}
}

// orderFirst makes an order's own number the award's where it stands beside the agreement that it is placed under, and
// says of what kind the award is then.
func orderFirst(rows []Award, kind string) string {
	if len(rows) != 1 || kind != "award" && kind != "order" {
		return kind
	}
	r := &rows[0]
	if !umbrella(r.PIID) {
		return kind
	}
	for i, o := range r.OtherPIIDs {
		if instrument(o) == 'F' {
			r.PIID, r.OtherPIIDs[i] = o, r.PIID
			return "order"
		}
	}
	return kind
}

// umbrella reports whether a number is of a contract or an agreement that orders are placed under.
func umbrella(n string) bool {
	c := instrument(n)
	return c == 'D' || c == 'G' || c == 'A'
}

// base is the contract that a modification, an order or a correction belongs to.
func base(a Award) string {
	switch {
	case a.PIID == "" || a.Kind == "pool":
		return ""
	case instrument(a.PIID) == 'F':
		for _, o := range a.OtherPIIDs {
			if umbrella(o) && a.Kind != "correction" {
				return normal(o)
			}
		}
		if a.Kind == "order" || a.Kind == "award" {
			return ""
		}
		return normal(a.PIID)
	case a.Kind == "award" || a.Kind == "order" && !umbrella(a.PIID):
		return ""
	}
	return normal(a.PIID)
}
