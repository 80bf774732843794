package contract

import (
	"regexp"
	"strconv"
	"strings"
)

// terms reads what the text behind the verb says of every awardee alike.
func terms(body string) Award {
	a := Award{}
	a.AmountUSD, a.AmountQualifier = amountOf(body)
	a.CumulativeUSD, _ = total(body)
	a.ObligatedUSD = obligated(body)
	a.ContractType = contractType(body)
	a.Modification = modification(body)
	a.Description = description(body)
	a.Completion = completion(body)
	a.CompletionDate, a.CompletionPrecision = date(a.Completion)
	a.ContractingActivity = activityOf(body)
	a.Bids = bids(body)
	a.PlacesOfWork = placesOfWork(body)
	a.ForeignSales = foreignSales(body)
	a.AwardedOn = dayAwarded(body)
	return a
}

var kinds = regexp.MustCompile(`(?i)\b(?:firm[- ,]+fixed[- ]price[a-z-]*(?: with economic[- ]price[- ]adjustment)?|fixed[- ]price[a-z-]*(?: incentive[a-z-]*)?(?: with economic[- ]price[- ]adjustment)?|cost[- ]plus[a-z-]*(?:[- ](?:fixed|award|incentive))?(?:[- ]fee)?|cost[- ]only|cost[- ]reimburs(?:able|ement)|cost[- ]sharing|time[- ]and[- ]materials?|labor[- ]hours?|indefinite[- ]delivery(?:/ ?|, | and )?(?:indefinite[- ]quantity|requirements)?|indefinite[- ]quantity|requirements contract|blanket purchase agreement|basic ordering agreement|other transactions? (?:authority )?(?:for prototype )?agreement|other transaction authority|letter contract|undefinitized(?: contract action)?|level[- ]of[- ]effort)\b`)

// under is where the words begin that name the contract below a modification or an order: its own sort, not this one's.
var under = regexp.MustCompile(`\b(?:against|under|to|on) (?:an? |the |its )?(?:[a-z]+-year )?(?:previously|existing|earlier|competitively|basic ordering|blanket purchase)[ -]`)

// itIs is a sentence of its own about the type: "This is a firm-fixed-price, indefinite-delivery contract."
var itIs = regexp.MustCompile(`\. This (?:contract )?is an? ([^.]{0,160}?)\b(?:contract|agreement|order)\b`)

// contractType lists the types that the lead names, in its order; those of the contract below only where it names no other.
func contractType(body string) string {
	lead := body[:min(len(body), leadBytes)]
	if m := itIs.FindStringSubmatch(body); m != nil {
		lead = lead[:min(len(lead), strings.Index(body, m[0])+1)] + " " + m[1]
	}
	if m := under.FindStringIndex(lead); m != nil {
		if own := typesIn(lead[:m[0]]); own != "" {
			return own
		}
	}
	return typesIn(lead)
}

func typesIn(lead string) string {
	seen := map[string]bool{}
	var out []string
	for _, k := range kinds.FindAllString(lead, -1) {
		k = strings.ToLower(strings.TrimSuffix(strings.NewReplacer("/ ", "/", ",-", "-").Replace(k), " contract"))
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

// received are the ways to say how many offers came in.
var received = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+(?:responsive |electronic |competitive |timely |acceptable )?(?:bids?|offers?|proposals?|quotes?|quotations?|responses?|submissions?|bidders?|offerors?)?\s*(?:was |were |being |have been |had been |has been )?(?:received|submitted|responded)\b`),
	regexp.MustCompile(`(?i)\b(?:received|resulted in|yielded)\s+(\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+(?:responsive |electronic |competitive |timely |acceptable )?(?:bids?|offers?|proposals?|quotes?|quotations?|responses?|submissions?)\b`),
	regexp.MustCompile(`(?i)\b(\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+(?:bids?|offers?|proposals?|quotes?|quotations?|responses)\b`),
}

var words = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
	"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// count reads a number in digits or words, "twenty-one" too.
func count(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	tens, ones, _ := strings.Cut(strings.ToLower(s), "-")
	n, ok := words[tens]
	if !ok {
		return 0, false
	}
	if ones != "" {
		m, ok := words[ones]
		return n + m, ok && m < 10 && n >= 20
	}
	return n, true
}

// bids is how many offers were received; 0 when the text does not say. How many were asked for is another number.
func bids(body string) int {
	for i, re := range received {
		for _, m := range re.FindAllStringSubmatchIndex(body, -1) {
			if n, ok := count(body[m[2]:m[3]]); ok && (i < 2 || !solicited(body[m[1]:])) {
				return n
			}
		}
	}
	return 0
}

// solicited reports whether what follows a number of offers says that they were asked for.
func solicited(behind string) bool {
	return strings.HasPrefix(behind, " solicited") || strings.HasPrefix(behind, " were solicited") || strings.HasPrefix(behind, " requested")
}
