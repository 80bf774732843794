package contract

import (
	"regexp"
	"strings"
)

var (
	notAwarded = regexp.MustCompile(`(?i)\b(?:was|were|has|have|had) (?:actually )?(?:not|never) (?:actually |yet )?(?:been )?(?:awarded|executed|issued)\b|\bannounced in error\b|\b(?:incorrectly|erroneously|prematurely) (?:announced|released|published)(?:\.|$| and (?:was|is) )|\bhas been (?:rescinded|withdrawn|cancell?ed)\b|\bwas (?:rescinded|withdrawn|cancell?ed)\b`)
	// announcedFor stands before the awardee of an earlier announcement.
	announcedFor = regexp.MustCompile(`\b(?:announced|announcement|awarded|released|published) (?:on |as awarded on )?(?:` + datePattern + `),?(?: as awarded)?,? (?:for|to|by|with|that) `)
	contractTo   = regexp.MustCompile(`\b(?:contract|award|modification|order|agreement|announcement)s?(?: \([^)]*\))? (?:awarded )?(?:for|to|with) `)
	// awardeeEnds is what follows an awardee in running text.
	awardeeEnds = regexp.MustCompile(` \(|,? (?:is|was|were|are|has|have|had|to|for|in the|with|that|which|should|incorrectly|erroneously|contained|listed|included|stated|did|added|announced|on)\b|[;:]|, \$|\.(?:\s|$)`)
	// announcedDay is the day of the announcement that is corrected.
	announcedDay = regexp.MustCompile(`\b(?:announced|announcement|released|published)(?: as awarded)?(?: (?:on|of|from|dated))? (` + datePattern + `)|\b(` + datePattern + `),? announcement\b`)
	// correctSum stands before the sum that holds now.
	correctSum = regexp.MustCompile(`(?i)\b(?:correct|corrected|actual|right)(?: [a-z-]+){0,6} (?:is|was|of)(?: [a-z-]+){0,4} \$ ?\d|\b(?:should|ought to) (?:be|read|have (?:been|read|stated|said))(?: [a-z-]+){0,5},? ["“]?\$ ?\d|\bactually(?: [a-z-]+){0,5} \$ ?\d`)
)

// contractHead is a subject that is a contract, not a company.
var contractHead = regexp.MustCompile(`^(?:The|An?) |\b(?:announced|contracts?|announcement)\b`)

// effects are what a correction can change and the words that say so, the surest first.
var effects = []struct {
	name string
	re   *regexp.Regexp
}{
	{"not_awarded", notAwarded},
	{"awardee_added", regexp.MustCompile(`(?i)\b(?:has|have|had|was|were) (?:been )?added\b|\badditional (?:awardee|contractor|compan)|\badds\b`)},
	{"replaced", regexp.MustCompile(`(?i)\bcorrected to (?:the following|read)\b|\bshould (?:have )?read(?: as follows)?:|\breplaced by the following\b`)},
	{"award_date_changed", regexp.MustCompile(`(?i)\bactually awarded\b|\baward(?:ed)? date\b|\bawarded the (?:next|following|previous) day\b|\bdate of award\b|\bwas awarded (?:on )?` + datePattern)},
	{"contract_number_changed", regexp.MustCompile(`(?i)\b(?:incorrect|wrong|correct|corrected) (?:contract|delivery order|task order|order|agreement|modification|award|solicitation)? ?(?:identification )?numbers?\b|\bnumber (?:is|was|should)\b`)},
	{"amount_changed", regexp.MustCompile(`(?i)\b(?:incorrect|wrong|correct|corrected|actual)(?: [a-z-]+){0,3} (?:amount|value|ceiling|sum|price|funding|funds)\b|\b(?:amount|value|ceiling)(?: [a-z-]+){0,6} (?:is|was|should)\b`)},
	{"completion_changed", regexp.MustCompile(`(?i)\b(?:completion|ordering period|performance)(?: [a-z-]+){0,3} date\b|\bperiod of performance\b`)},
	{"awardee_changed", regexp.MustCompile(`(?i)\b(?:company|contractor|awardee|firm)(?:'s|’s)? name\b|\b(?:incorrect|wrong|correct|misidentified) (?:company|contractor|awardee|firm|vendor|name)\b`)},
	{"place_changed", regexp.MustCompile(`(?i)\b(?:location|place|city|state|address)\b`)},
}

// effectOf is what a correction changes; "" when its words do not say.
func effectOf(s string) string {
	for _, e := range effects {
		if e.re.MatchString(s) {
			return e.name
		}
	}
	return ""
}

// correction reads a paragraph that says something of an earlier announcement.
func correction(s, word string) []Award {
	a := Award{Kind: "correction", Corrects: s, Effect: effectOf(s), CorrectsDay: correctedDay(s)}
	a.Withdrawn = a.Effect == "not_awarded"
	if strings.HasPrefix(strings.ToUpper(word), "UPDATE") {
		a.Kind = "update"
	}
	if v := verb(s); v != nil && activity.MatchString(s) && !announcedFor.MatchString(s[:v[0]]) {
		if rows := announcement(s); len(rows) > 0 { // the whole announcement again
			for i := range rows {
				r := &rows[i]
				r.Kind, r.Corrects, r.Withdrawn, r.Effect, r.CorrectsDay = a.Kind, s, a.Withdrawn, a.Effect, a.CorrectsDay
				if r.Effect == "" || r.Effect != "awardee_added" && r.Effect != "not_awarded" {
					r.Effect = "replaced"
				}
				r.BasePIID = base(*r)
			}
			return rows
		}
	}
	rows := correctedRows(s)
	numbers := piids(s)
	if len(rows) == 0 && len(numbers) == 0 {
		return nil
	}
	a.AmountUSD = correctedSum(s)
	a.ContractingActivity = activityOf(s)
	switch {
	case len(rows) == 0 && len(numbers) > 1 && a.Effect != "contract_number_changed":
		return numbersAlone(a, s, numbers)
	case len(rows) == 0:
		rows = []Award{{PIID: numbers[0], OtherPIIDs: numbers[1:]}}
	default:
		assignNumbers(rows, numbers, a.Kind)
	}
	a.Modification = modification(s)
	for i, r := range rows {
		own := a
		own.PIID, own.OtherPIIDs, own.Awardee, own.Location, own.SmallBusiness = r.PIID, r.OtherPIIDs, r.Awardee, r.Location, r.SmallBusiness
		if r.AmountUSD > 0 {
			own.AmountUSD = r.AmountUSD
		}
		own.Shared = len(rows) > 1 && r.AmountUSD == 0 && own.AmountUSD > 0
		own.BasePIID = base(own)
		rows[i] = own
	}
	return rows
}

// heralds reports whether a correction only says that the next paragraph is the announcement as it should have been.
func heralds(a Award) bool {
	return a.Kind == "correction" && strings.HasSuffix(strings.TrimSpace(a.Corrects), ":")
}

// replaces makes a into the correction that stub heralded, where it is of the same contract.
func (a *Award) replaces(stub Award) {
	if stub.PIID != "" && a.PIID != "" && normal(stub.PIID) != normal(a.PIID) {
		return
	}
	a.Kind, a.Corrects, a.Effect, a.CorrectsDay = "correction", stub.Corrects, "replaced", stub.CorrectsDay
	a.BasePIID = base(*a)
}

// numbersAlone is a correction of several contracts that names them by their numbers only: one record each, with the
// modification that stands in brackets behind its number.
func numbersAlone(a Award, s string, numbers []string) []Award {
	out := make([]Award, 0, len(numbers))
	for _, n := range numbers {
		own := a
		own.PIID, own.AmountUSD = n, 0
		if _, behind, ok := strings.Cut(s, n); ok && strings.HasPrefix(behind, " (") {
			bracket, _, _ := strings.Cut(behind, ")")
			own.Modification = modification(bracket)
		}
		own.BasePIID = base(own)
		out = append(out, own)
	}
	return out
}

// correctedSum is the sum that holds now: the one that is called correct, else the first.
func correctedSum(s string) float64 {
	if v := after(correctSum, s); v > 0 {
		return v
	}
	v, _ := dollars(s)
	return v
}

// correctedDay is the day of the earlier announcement, 2006-01-02; "" when the text names none.
func correctedDay(s string) string {
	m := announcedDay.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	if value, precision := date(m[1] + m[2]); precision == "day" {
		return value
	}
	return ""
}

// correctedRows are the awardees that a correction names: behind what was announced "for" them, or in front of the verb
// of an update.
func correctedRows(s string) []Award {
	for _, cue := range []*regexp.Regexp{announcedFor, contractTo} {
		m := cue.FindStringIndex(s)
		if m == nil {
			continue
		}
		if rows := pooled(s[m[1]:]); len(rows) > 0 {
			return rows
		}
		if r, ok := oneAwardee(s[m[1]:]); ok {
			return []Award{r}
		}
	}
	if v := verb(s); v != nil && !contractHead.MatchString(s[:v[0]]) {
		if rows := awardees(dayOfAward.ReplaceAllString(s[:v[0]], "")); len(rows) > 0 && strings.Contains(s[:v[0]], ",") {
			return rows
		}
	}
	if r, ok := oneAwardee(s); ok && len(piids(s)) > 0 && r.Location != "" && !strings.Contains(r.Awardee, "announce") {
		return []Award{r}
	}
	return nil
}

// pooled reads several awardees with numbers in brackets, tied by semicolons; nil when there are not several.
func pooled(rest string) []Award {
	end := listEnd(rest)
	if end == 0 {
		return nil
	}
	if rows := awardees(rest[:end]); len(rows) > 1 {
		return rows
	}
	return nil
}

// oneAwardee reads the awardee and the place that rest begins with.
func oneAwardee(rest string) (Award, bool) {
	rest = rest[:nameEnd(rest)]
	r, ok := awardee(rest)
	return r, ok && strings.Contains(rest, ",")
}

// nameEnd is where the awardee and the place end that rest begins with.
func nameEnd(rest string) int {
	for from := 0; ; {
		end := awardeeEnds.FindStringIndex(rest[from:])
		if end == nil {
			return len(rest)
		}
		at := []int{from + end[0], from + end[1]}
		if !dotOfName(rest, at) {
			return at[0]
		}
		from = at[1]
	}
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
	return places[word+"."] && end[1] < len(s)
}
