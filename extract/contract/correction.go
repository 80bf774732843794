package contract

import (
	"regexp"
	"strings"
)

var (
	notAwarded = regexp.MustCompile(`(?i)\b(?:was|were|has|have|had) (?:actually )?(?:not|never) (?:actually |yet )?(?:been )?awarded\b|\bannounced in error\b|\bhas been (?:rescinded|withdrawn|cancell?ed)\b|\bwas (?:rescinded|withdrawn|cancell?ed)\b`)
	// announcedFor stands before the awardee of an earlier announcement.
	announcedFor = regexp.MustCompile(`\bannounced (?:on |as awarded on )?(?:[A-Z][a-z]+\.?,? \d{1,2}, ?\d{4}),?(?: as awarded)? (?:for|to|by|with|that) `)
	contractTo   = regexp.MustCompile(`\b(?:contract|award|modification|order|agreement)s?(?: \([^)]*\))? (?:awarded )?(?:for|to|with) `)
	// awardeeEnds is what follows an awardee in running text.
	awardeeEnds = regexp.MustCompile(` \(|,? (?:is|was|were|are|has|have|had|to|for|in the|with|that|should|incorrectly|contained|listed|included|stated|did|added)\b|[;:]|, \$|\.(?:\s|$)`)
)

// correction reads a paragraph that says something of an earlier announcement.
func correction(s, word string) []Award {
	a := Award{Kind: "correction", Corrects: s, Withdrawn: notAwarded.MatchString(s)}
	if strings.HasPrefix(word, "UPDATE") {
		a.Kind = "update"
	}
	if v := verb(s); v != nil && activity.MatchString(s) && !announcedFor.MatchString(s[:v[0]]) {
		if rows := announcement(s); len(rows) > 0 { // the whole announcement again
			for i := range rows {
				rows[i].Kind, rows[i].Corrects, rows[i].Withdrawn = a.Kind, s, a.Withdrawn
				rows[i].BasePIID = base(rows[i])
			}
			return rows
		}
	}
	numbers := piids(s)
	if len(numbers) > 0 {
		a.PIID, a.OtherPIIDs = numbers[0], numbers[1:]
	}
	if name, place, small := corrected(s); name != "" {
		a.Awardee, a.Location, a.SmallBusiness = name, place, small
	}
	if a.PIID == "" && a.Awardee == "" {
		return nil
	}
	a.AmountUSD, _ = dollars(s)
	a.ContractingActivity = activityOf(s)
	a.Modification = modification(s)
	a.BasePIID = base(a)
	return []Award{a}
}

// corrected is the awardee that a correction names.
func corrected(s string) (name, place string, small bool) {
	m := announcedFor.FindStringIndex(s)
	if m == nil {
		m = contractTo.FindStringIndex(s)
	}
	if m == nil {
		return "", "", false
	}
	rest := s[m[1]:]
	end := awardeeEnds.FindStringIndex(rest)
	for end != nil && dotOfName(rest, end) {
		next := awardeeEnds.FindStringIndex(rest[end[1]:])
		if next == nil {
			end = nil
			break
		}
		end = []int{end[1] + next[0], end[1] + next[1]}
	}
	if end != nil {
		rest = rest[:end[0]]
	}
	r, ok := awardee(rest)
	if !ok || !strings.Contains(rest, ",") {
		return "", "", false
	}
	return r.Awardee, r.Location, r.SmallBusiness
}

// dotOfName reports whether the end found is the dot of "Inc." or "St.".
func dotOfName(s string, end []int) bool {
	if s[end[0]] != '.' {
		return false
	}
	word := s[strings.LastIndexAny(s[:end[0]], " ,")+1 : end[0]]
	switch word {
	case "Inc", "Corp", "Co", "Ltd", "St", "L.P", "D.C", "U.S", "Ft", "Mt":
		return end[1] < len(s)
	}
	return false
}
