package contract

import (
	"regexp"
	"strconv"
	"strings"

	"storywatch/extract/text"
)

// money is a sum in dollars; a space behind the sign is a common misprint.
var money = regexp.MustCompile(`\$ ?(\d[\d,]*(?:\.\d+)?)(?:[ -](million|billion))?`)

func dollars(s string) (float64, bool) {
	m := money.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	return value(m), true
}

func value(m []string) float64 {
	v, err := strconv.ParseFloat(strings.TrimRight(strings.ReplaceAll(m[1], ",", ""), "."), 64)
	if err != nil {
		return 0
	}
	switch m[2] {
	case "million":
		v *= 1e6
	case "billion":
		v *= 1e9
	}
	return v
}

// terms reads what the text behind the verb says of every awardee alike.
func terms(body string) Award {
	a := Award{}
	a.AmountUSD, a.AmountQualifier = amountOf(body)
	a.CumulativeUSD = after(cumulative, body)
	a.ObligatedUSD = obligated(body)
	a.ContractType = contractType(body)
	a.Modification = modification(body)
	a.Description = description(body)
	a.Completion = completion(body)
	a.CompletionDate, a.CompletionPrecision = date(a.Completion)
	a.ContractingActivity = activityOf(body)
	a.Bids = bids(body)
	return a
}

var (
	action     = regexp.MustCompile(`(?i)\bamount of this (?:action|award|contract|modification) is (?:an? |approximately |estimated )*\$`)
	cumulative = regexp.MustCompile(`(?i)(?:cumulative|total)[^.$]{0,50}(?:value|amount)[^.$]{0,60}\$ ?\d|new total[^.$]{0,60}\$ ?\d`)
)

// after is the sum whose sign stands at the end of what re matches.
func after(re *regexp.Regexp, s string) float64 {
	m := re.FindStringIndex(s)
	if m == nil {
		return 0
	}
	at := strings.LastIndexByte(s[:m[1]], '$')
	v, _ := dollars(s[at:])
	return v
}

// amountOf is the amount of the award: what the text calls the amount of this action, else the first sum that is not
// a total, an obligation or a payment.
func amountOf(body string) (float64, string) {
	if v := after(action, body); v > 0 {
		return v, ""
	}
	for _, m := range money.FindAllStringSubmatchIndex(body, -1) {
		before := strings.ToLower(body[max(0, m[0]-90):m[0]])
		if i := strings.LastIndex(before, ". "); i >= 0 {
			before = before[i:]
		}
		if notTheAmount(before) {
			continue
		}
		v, _ := dollars(body[m[0]:])
		if v == 0 {
			continue
		}
		return v, amountQualifier(before, strings.ToLower(body[m[1]:min(len(body), m[1]+40)]))
	}
	return 0, ""
}

func notTheAmount(before string) bool {
	for _, w := range []string{"cumulative", "total value", "total contract value", "obligat", "funds in the amount", "funding in the amount", "brings the", "bringing the", "would bring", "original award", "previously", "from $"} {
		if strings.Contains(before, w) {
			return !strings.Contains(before, "previously awarded") || strings.Contains(before, "brings the")
		}
	}
	return false
}

func amountQualifier(before, after string) string {
	before = before[max(0, len(before)-34):]
	after, _, _ = strings.Cut(after, " for ")
	for _, q := range []struct{ word, name string }{{"not-to-exceed", "not_to_exceed"}, {"not to exceed", "not_to_exceed"}, {"ceiling", "ceiling"}, {"maximum", "maximum"}, {"estimated", "estimated"}, {"combined", "combined"}, {"minimum", "minimum"}} {
		if strings.Contains(before, q.word) || strings.HasPrefix(strings.TrimSpace(after), q.word) {
			return q.name
		}
	}
	return ""
}

var (
	obligation = regexp.MustCompile(`(?i)\bobligated\b`)
	fundsSum   = regexp.MustCompile(`(?i)(?:in|for) the amount of \$ ?[\d,.]+|in (?:an )?amount of \$ ?[\d,.]+`)
)

// obligated is the sum of the funds that a sentence about obligation lists; 0 when it lists none.
func obligated(body string) float64 {
	total := 0.0
	d := text.New(body)
	for _, s := range d.Sentences {
		sentence := d.Slice(s.Span)
		if !obligation.MatchString(sentence) || strings.Contains(strings.ToLower(sentence), "no funds") {
			continue
		}
		for _, m := range fundsSum.FindAllString(sentence, -1) {
			v, _ := dollars(m)
			total += v
		}
		if total > 0 {
			return total
		}
	}
	return 0
}

var kinds = regexp.MustCompile(`(?i)\b(?:firm[- ]fixed[- ]price|fixed[- ]price[a-z-]*(?: incentive[a-z-]*)?|cost[- ]plus[a-z-]*(?:[- ]fee)?|cost[- ]only|cost[- ]reimburs(?:able|ement)|cost[- ]sharing|time[- ]and[- ]materials?|labor[- ]hours?|indefinite[- ]delivery(?:/ ?indefinite[- ]quantity| contract)?|requirements contract|blanket purchase agreement|basic ordering agreement|other transactions? (?:authority )?(?:for prototype )?agreement|other transaction authority|letter contract|undefinitized contract action)\b`)

// contractType lists the types that the lead names, in its order.
func contractType(body string) string {
	lead := body[:min(len(body), leadBytes)]
	seen := map[string]bool{}
	var out []string
	for _, k := range kinds.FindAllString(lead, -1) {
		k = strings.ToLower(strings.TrimSuffix(strings.ReplaceAll(k, "/ ", "/"), " contract"))
		if !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return strings.Join(out, ", ")
}

var modNumber = regexp.MustCompile(`(?i)\bmodification\s*(?:number|no\.?|#)?\s*\(?((?-i:[AP][A-Z0-9]\d{4}|[0-9]{2}|[A-Z]{2}\d{4}))\b`)

func modification(body string) string {
	if m := modNumber.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

var describes = regexp.MustCompile(`\b(?:contract|modification|order|agreement|option|action)\b[^.]{0,200}?\s(?:for|to)\s+`)

// description is what is bought, in the announcement's words: from "for" or "to" to the end of its sentence.
func description(body string) string {
	d := text.New(body)
	if len(d.Sentences) == 0 {
		return ""
	}
	s := d.Slice(d.Sentences[0].Span)
	m := describes.FindStringIndex(s)
	if m == nil {
		return ""
	}
	rest := s[m[1]:]
	for _, skip := range []string{"a previously awarded", "previously awarded", "the previously awarded", "contract", "an existing"} {
		if strings.HasPrefix(rest, skip) {
			if n := describes.FindStringIndex(rest); n != nil {
				rest = rest[n[1]:]
			}
			break
		}
	}
	return strings.TrimRight(strings.TrimSpace(rest), ".")
}

var (
	received = regexp.MustCompile(`(?i)\b(\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+(?:responsive |electronic |competitive )?(?:bids?|offers?|proposals?|quotes?|quotations?|responses?|submissions?)?\s*(?:was |were |being )?received\b`)
	words    = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
)

// bids is how many offers were received; 0 when the text does not say.
func bids(body string) int {
	for _, m := range received.FindAllStringSubmatch(body, -1) {
		if n, ok := words[strings.ToLower(m[1])]; ok {
			return n
		}
		if n, err := strconv.Atoi(m[1]); err == nil {
			return n
		}
	}
	return 0
}

// abbreviated reports whether s ends in an abbreviation whose dot belongs to it: "Washington, D.C."
func abbreviated(s string) bool {
	s = strings.TrimRight(s, ",; ")
	return strings.HasSuffix(s, ".C.") || strings.HasSuffix(s, ".S.") || strings.HasSuffix(s, "Inc.")
}

// trimName takes the article and the punctuation off an activity's name.
func trimName(s string) string {
	s = strings.TrimSpace(s)
	if dotless := strings.Trim(s, ",;. "); !strings.Contains(s, ".") || !abbreviated(s) {
		s = dotless
	} else {
		s = dotless + "."
	}
	for _, article := range []string{"The ", "the "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

var (
	isActivity = regexp.MustCompile(`,? (?:is|was|are|were|serves as|will be) the contracting (?:activity|agency|activities|office)\b`)
	activityIs = regexp.MustCompile(`(?i)\bthe contracting (?:activity|agency|office) (?:is|was) `)
)

// activityOf is the contracting activity in the words printed, without article and number.
func activityOf(body string) string {
	if m := isActivity.FindStringIndex(body); m != nil {
		return trimName(sentenceBefore(body, m[0]))
	}
	if m := activityIs.FindStringIndex(body); m != nil {
		rest := body[m[1]:]
		if end := strings.IndexByte(rest, '('); end >= 0 {
			rest = rest[:end]
		} else if d := text.New(rest); len(d.Sentences) > 0 {
			rest = d.Slice(d.Sentences[0].Span)
		}
		return trimName(rest)
	}
	return ""
}

// sentenceBefore is the sentence of body from its start to at.
func sentenceBefore(body string, at int) string {
	d := text.New(body[:at])
	if len(d.Sentences) == 0 {
		return ""
	}
	s := d.Slice(d.Sentences[len(d.Sentences)-1].Span)
	// a bracket that closes another sentence, "(Awarded …) Naval …"
	if i := strings.LastIndex(s, ") "); i >= 0 && !strings.Contains(s[:i], "(") {
		s = s[i+2:]
	}
	return s
}
