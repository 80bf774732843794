package contract

import (
	"regexp"
	"strconv"
	"strings"

	"storywatch/extract/text"
)

// money is a sum in dollars; a space behind the sign is a common misprint.
var money = regexp.MustCompile(`\$ ?(\d[\d,]*(?:\.\d+)?)(?:[ -](million|billion)|([MB])\b)?`)

func dollars(s string) (float64, bool) {
	m := money.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	return value(m), true
}

func value(m []string) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	if err != nil {
		return 0
	}
	switch m[2] + m[3] {
	case "million", "M":
		v *= 1e6
	case "billion", "B":
		v *= 1e9
	}
	return v
}

var (
	action     = regexp.MustCompile(`(?i)\bamount of this (?:action|award|contract|modification|order) (?:is|was) (?:an? |approximately |estimated )*\$`)
	cumulative = regexp.MustCompile(`(?i)(?:cumulative|total)[^.$]{0,50}(?:value|amount)[^.$]{0,60}\$ ?\d|(?:new|contract) total[^.$]{0,60}\$ ?\d`)
)

// after is the sum whose sign stands at the end of what re matches.
func after(re *regexp.Regexp, s string) float64 {
	m := re.FindStringIndex(s)
	if m == nil {
		return 0
	}
	v, _ := dollars(s[strings.LastIndexByte(s[:m[1]], '$'):])
	return v
}

// raised is "from $4,000,000 to $6,000,000" behind a total: the second sum is the one it has now.
var raised = regexp.MustCompile(`^\$ ?[\d,.]+ to (\$ ?[\d,.]+)`)

// total is what the contract is worth with this award, and the words that say so. Sums of obligations, and what the
// contract was first worth, are called totals too.
func total(body string) (v float64, said string) {
	for _, m := range cumulative.FindAllStringIndex(body, -1) {
		sign := strings.LastIndexByte(body[:m[1]], '$')
		from := sentenceStart(body, m[0])
		said = strings.ToLower(body[from:sign])
		if strings.Contains(said, "obligat") || strings.Contains(said, "funds") || strings.Contains(said, "original") || strings.Contains(said, "initial") {
			continue
		}
		if strings.HasSuffix(said, "from ") {
			if r := raised.FindStringSubmatch(body[sign:]); r != nil {
				v, _ = dollars(r[1])
				return v, said
			}
		}
		v, _ = dollars(body[sign:])
		return v, said
	}
	return 0, ""
}

// sentenceStart is where the sentence around at begins, roughly: behind the last full stop and space.
func sentenceStart(s string, at int) int { return strings.LastIndex(s[:at], ". ") + 1 }

// amountOf is the amount of the award: what the text calls the amount of this action, else the first sum that is not
// a total, an obligation or a payment, else a total that nothing was added to.
func amountOf(body string) (float64, string) {
	if v := after(action, body); v > 0 {
		return v, ""
	}
	for _, m := range money.FindAllStringSubmatchIndex(body, -1) {
		before := strings.ToLower(body[max(0, m[0]-amountCue):m[0]])
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
		return v, amountQualifier(before, strings.ToLower(body[m[1]:min(len(body), m[1]+qualifierBehind)]))
	}
	if v, said := total(body); v > 0 && !strings.Contains(said, "option") && !strings.Contains(said, "bring") && !strings.Contains(said, "modif") && !strings.Contains(said, "increas") {
		return v, amountQualifier(said, "")
	}
	return 0, ""
}

// Bytes around a sum in which words say what it is: before it, what sort of sum; just before and behind, how sure.
const (
	amountCue       = 90
	qualifierBefore = 34
	qualifierBehind = 40
)

// otherSums are words before a sum that is not what is awarded.
var otherSums = []string{"cumulative", "total value", "total contract value", "obligat", "funds in the amount", "funding in the amount", "brings the", "bringing the", "would bring", "original award", "previously", "from $", "minimum guarantee", "guaranteed minimum", "part of a "}

func notTheAmount(before string) bool {
	for _, w := range otherSums {
		if strings.Contains(before, w) {
			return !strings.Contains(before, "previously awarded") || strings.Contains(before, "brings the")
		}
	}
	return false
}

var qualifierWords = []struct{ word, name string }{
	{"not-to-exceed", "not_to_exceed"},
	{"not to exceed", "not_to_exceed"},
	{"(nte)", "not_to_exceed"},
	{"ceiling", "ceiling"},
	{"maximum", "maximum"},
	{"up to", "maximum"},
	{"estimated", "estimated"},
	{"combined", "combined"},
	{"minimum", "minimum"},
}

func amountQualifier(before, after string) string {
	before = before[max(0, len(before)-qualifierBefore):]
	after, _, _ = strings.Cut(after, " for ")
	after = strings.TrimLeft(after, " (,")
	for _, q := range qualifierWords {
		if strings.Contains(before, q.word) || strings.HasPrefix(after, q.word) {
			return q.name
		}
	}
	return ""
}

var (
	obligates   = regexp.MustCompile(`(?i)\bobligat(?:ed|es?|ing)\b|\bincrementally funded\b|\bfunded with\b`)
	subtotal    = regexp.MustCompile(`(?i)\bfor a total (?:amount )?of $|\b(?:of which|including|ceiling of|value of|total of these|minimum of|maximum of) $`)
	expiresOnly = regexp.MustCompile(`(?i)^[^$;]{0,20}\b(?:of which )?(?:will|shall) (?:not )?expire`)
)

// obligated is the sum of the funds that are obligated at the time of award; 0 when the text lists none.
func obligated(body string) float64 {
	sum := 0.0
	d := text.New(body)
	for _, s := range d.Sentences {
		sentence := d.Slice(s.Span)
		if !obligates.MatchString(sentence) {
			continue
		}
		lower := strings.ToLower(sentence)
		if strings.Contains(lower, "no funds") || strings.Contains(lower, "no additional funds") {
			return 0
		}
		if !laterFunds(lower) {
			sum += funds(sentence)
		}
	}
	return sum
}

// laterFunds reports whether a sentence speaks of money that orders or options to come will obligate, or that was
// obligated before.
func laterFunds(lower string) bool {
	if strings.Contains(lower, "time of award") || strings.Contains(lower, "time of the award") {
		return false
	}
	for _, w := range []string{"individual", "each order", "each task order", "each delivery order", "as they are issued", "to date", "previously obligated", "if exercised", "first order will", "first delivery order"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// funds adds up the sums of a sentence about obligation, those in brackets and those that repeat a part left out.
func funds(sentence string) float64 {
	sum, depth, at := 0.0, 0, 0
	for _, m := range money.FindAllStringSubmatchIndex(sentence, -1) {
		depth += strings.Count(sentence[at:m[0]], "(") - strings.Count(sentence[at:m[0]], ")")
		at = m[0]
		if depth > 0 || expiresOnly.MatchString(sentence[m[1]:]) {
			continue
		}
		if s := subtotal.FindString(sentence[:m[0]]); s != "" {
			if sum == 0 && strings.Contains(strings.ToLower(s), "for a total") {
				v, _ := dollars(sentence[m[0]:])
				return v
			}
			continue
		}
		v, _ := dollars(sentence[m[0]:])
		sum += v
	}
	return sum
}
