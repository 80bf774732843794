package contract

import (
	"regexp"
	"slices"
	"strings"

	"storywatch/extract/text"
)

// awarded is the verb between the awardees and what they get.
var awarded = regexp.MustCompile(`(?:\b(?:each\s+)?(?:is|was|are|were|has|have|had|will be)|,)\s+(?:been\s+|being\s+|each\s+|hereby\s+|now\s+|also\s+|recently\s+|today\s+|jointly\s+)*(?:awarded|issued)\b|\b(?:will|to) compete for\b|\b(?:has|have) been added\b|\b(?:was|were) (?:selected|added)\b|\b(?:(?:has|have) )?received (?:an? (?:[a-z/-]+,? ){0,6})?\$`)

// behindVerb is where the text behind the verb begins in a match of awarded: "received a $…" has swallowed the sum.
func behindVerb(s string, v []int) string {
	if i := strings.LastIndex(s[v[0]:v[1]], "received"); i >= 0 {
		return s[v[0]+i+len("received"):]
	}
	return s[v[1]:]
}

// dayOfAward is the day between the awardees and the verb: "on Oct. 3, 2031, was awarded".
var dayOfAward = regexp.MustCompile(`,? on (?:` + datePattern + `),?\s*$`)

// activity is how every announcement ends, or nearly.
var activity = regexp.MustCompile(`\bcontracting (?:activity|agency|activities)\b`)

// revised begins a paragraph about an earlier announcement.
var revised = regexp.MustCompile(`^\W*((?:CORRECTIONS?|CORRECTED|UPDATED?|AMENDED|AMENDMENT)\b|Corrections?:|Corrected:|Updated?:)\s*(?:\([^)]*\))?\s*[:–—-]*\s*`)

// Find returns the awards of the announcement paragraphs in d, one for each awardee; paragraphs of other kinds give
// none. announced is the day of the list (2006-01-02), "" to read it from a heading "Contracts for …" when there is one.
func Find(d *text.Document, announced string) []Award {
	var out []Award
	service := ""
	for i := 0; i < len(d.Paragraphs); i++ {
		p := d.Paragraphs[i]
		for i+1 < len(d.Paragraphs) && wrapped(d, p, i) {
			i++
			p.End = d.Paragraphs[i].End
		}
		s := plain(d.Slice(p))
		if heading, ok := heading(s); ok {
			service = heading
			continue
		}
		if day, ok := listed(s); ok && announced == "" {
			announced = day
			continue
		}
		found := paragraph(s)
		if n := len(out) - 1; n >= 0 && len(found) > 0 && heralds(out[n]) { // the stub gives way to what it heralds
			for i := range found {
				found[i].replaces(out[n])
			}
			out = out[:n]
		}
		for _, a := range found {
			a.Span, a.Service, a.Announced = p, service, announced
			out = append(out, a)
		}
	}
	return out
}

// plain makes hyphens and spaces of every sort into the ASCII ones and runs of spaces into one, so that numbers compare and
// phrases match. It changes byte offsets.
var plainer = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u200b", "", "\u2010", "-", "\u2011", "-", "\u2012", "-")

func plain(s string) string {
	s = plainer.Replace(s)
	if strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\r\n") {
		return strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimSpace(s)
}

// longestHeading is in bytes; the longest names of services and agencies stay well below.
const longestHeading = 80

// heading reports whether a paragraph is a service's name in capitals.
func heading(s string) (string, bool) {
	if len(s) < 3 || len(s) > longestHeading || strings.ContainsAny(s, "$0123456789:*") || strings.HasPrefix(s, "CORRECTION") || strings.HasPrefix(s, "UPDATE") {
		return "", false
	}
	letters := 0
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			return "", false
		}
		if r >= 'A' && r <= 'Z' {
			letters++
		}
	}
	return s, letters >= 3
}

var listDay = regexp.MustCompile(`(?i)^contracts for (` + datePattern + `)`)

// ListedDay is the day (2006-01-02) of a day's list by its title, "Contracts for Sept. 30, 2025"; "" when the title is another's.
func ListedDay(title string) string {
	day, _ := listed(plain(title))
	return day
}

// listed reads the heading of a day's list: "Contracts for Sept. 30, 2025".
func listed(s string) (string, bool) {
	if len(s) > 200 || len(s) < len("contracts for") || !strings.EqualFold(s[:len("contracts for")], "contracts for") {
		return "", false
	}
	m := listDay.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	value, precision := date(m[1])
	return value, precision == "day"
}

// revisedBytes is where a paragraph about an earlier announcement says so at the latest.
const revisedBytes = 24

// revisedWords are parts of the words that revised looks for, cheaper to find.
var revisedWords = []string{"CORRECT", "UPDATE", "AMEND", "Correct", "Update"}

// paragraph reads the awards of one paragraph.
func paragraph(s string) []Award {
	if begin := s[:min(len(s), revisedBytes)]; slices.ContainsFunc(revisedWords, func(w string) bool { return strings.Contains(begin, w) }) {
		if m := revised.FindStringSubmatch(s); m != nil {
			return correction(s[len(m[0]):], m[1])
		}
	}
	if !strings.Contains(s, "contracting") && !numberLike(s) || !strings.Contains(s, "$") && !strings.Contains(s, "contracting a") {
		return nil
	}
	var out []Award
	for _, part := range unglue(s) {
		out = append(out, announcement(part)...)
	}
	return out
}

// numberLike reports whether s has a run of capitals, digits and dashes as long as a contract number: cheaper than the
// pattern, for the many paragraphs that speak of money.
func numberLike(s string) bool {
	run, digits := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
			run++
		case c >= 'A' && c <= 'Z' || c == '-':
			run++
		default:
			run, digits = 0, 0
		}
		if run >= piidLength && digits >= piidDigits {
			return true
		}
	}
	return false
}

// glue is where one announcement ends and another begins in the same paragraph.
var glue = regexp.MustCompile(`contracting (?:activity|agency)\s*(?:\([^)]*\))?\s*\.?\s*(?:\([^)]*\))?\.?\s+`)

// unglue cuts a paragraph that holds two announcements.
func unglue(s string) []string {
	var out []string
	from := 0
	for _, m := range glue.FindAllStringIndex(s, -1) {
		rest := s[m[1]:]
		if v := awarded.FindStringIndex(rest); v != nil && activity.MatchString(rest[v[1]:]) && v[0] < 400 && strings.Contains(rest[:v[0]], ",") {
			out = append(out, strings.TrimSpace(s[from:m[1]]))
			from = m[1]
		}
	}
	return append(out, s[from:])
}

// announcement reads one announcement; nothing when s is not one.
func announcement(s string) []Award {
	v := verb(s)
	if v == nil {
		return nil
	}
	head, body := dayOfAward.ReplaceAllString(s[:v[0]], ""), behindVerb(s, v)
	if h, b, ok := namedBehind(head, body); ok {
		head, body = h, b
	} else if h, b, ok := awardedTo(head, body); ok {
		head, body = h, b
	}
	numbers := piids(s)
	hasActivity := activity.MatchString(s)
	if len(numbers) == 0 && !(hasActivity && strings.Contains(s, "$")) || !hasActivity && !strings.Contains(s, "$") {
		return nil
	}
	rows := awardees(head)
	if len(rows) == 0 {
		return nil
	}
	shared := terms(body)
	kind := kindOf(body, len(rows))
	assignNumbers(rows, numbers, kind)
	kind = orderFirst(rows, kind)
	for i := range rows {
		r := &rows[i]
		own := r.AmountUSD
		number, others, small, name, place := r.PIID, r.OtherPIIDs, r.SmallBusiness, r.Awardee, r.Location
		*r = shared
		r.PIID, r.OtherPIIDs, r.SmallBusiness, r.Awardee, r.Location, r.Kind = number, others, small, name, place, kind
		if own > 0 {
			r.AmountUSD, r.Shared = own, false
		} else {
			r.Shared = len(rows) > 1 && r.AmountUSD > 0
		}
		r.BasePIID = base(*r)
	}
	return rows
}

// verb is where the award verb stands. The head before it must look like names and places, not a sentence.
func verb(s string) []int {
	v := awarded.FindStringIndex(s)
	if v == nil || v[0] == 0 || !strings.Contains(s[:v[0]], ",") && !strings.Contains(s[:v[0]], "(") && v[0] > 120 {
		return nil
	}
	if !nameLike(strings.TrimLeft(s[:v[0]], "* ")) {
		return nil
	}
	return v
}

// awardedThing is what an announcement can award; the first that is named says of what kind it is.
var awardedThing = regexp.MustCompile(`\b(?:(?:contract|order|agreement) (?:modification|option|change)|change order|modification|(?:task|delivery|purchase|undefinitized|call) order|order|option|contract|agreement)\b`)

// kindOf says what sort of announcement it is by its first sentence.
func kindOf(body string, awardees int) string {
	lead := body[:min(len(body), leadBytes)]
	thing := awardedThing.FindString(lead)
	switch {
	case strings.HasSuffix(thing, "modification"), strings.HasSuffix(thing, "change"), thing == "change order", changes.MatchString(lead):
		return "modification"
	case awardees > 1:
		return "pool"
	case strings.HasSuffix(thing, "order"):
		return "order"
	case strings.HasSuffix(thing, "option"), strings.Contains(lead, "exercise") && strings.Contains(lead, "option") && !strings.Contains(lead, "if exercised"):
		return "option"
	}
	return "award"
}

// changes are words of a modification wherever they stand: its number, or what it changes.
var changes = regexp.MustCompile(`\bmodification (?:number |no\. ?)?\(?[AP][A-Z0-9]?\d{4}\b|\bmodification (?:to|of|on|under) (?:an? |the |its )?(?:previously|existing|earlier|contract|firm|cost|indefinite)`)

// leadBytes is how much of the text behind the verb says what is awarded; descriptions begin about there.
const leadBytes = 260
