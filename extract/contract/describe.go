package contract

import (
	"regexp"
	"strings"

	"storywatch/extract/text"
)

var (
	// object is what is awarded, up to the words that begin what it is for.
	object = regexp.MustCompile(`\b(?:contract|modification|order|agreement|option|action|increment|award|delivery|dollars)\b[^.]{0,200}?\s(?:for|to|that will provide(?: for)?|(?:that|which) provides(?: for)?)\s+`)
	// reference begins words that name the contract again: "a previously awarded contract (…) for".
	reference = regexp.MustCompile(`^(?:an? |the |its |their )?(?:(?:previously|existing|earlier|base|basic|current|original|competitively|firm|fixed|cost|time|labor|sole|multiple|indefinite|undefinitized|delivery|task|requirements|hybrid|letter|single|small|prototype|other|shared|awarded|issued|negotiated)\b|contract\b|order\b|modification\b|agreement\b|[A-Z0-9]{6}-?\d{2}-?[A-Z0-9])`)
	// referred is how such words end, with the word behind them that begins what it is for.
	referred = regexp.MustCompile(`^[^.;]{0,160}?(?:\b(?:contract|agreement|order|modification|type)\b(?: (?:number |no\. )?\(?[A-Z]*[0-9][A-Z0-9-]*\)?)*|\([A-Z0-9-]{13,20}\)),?\s(?:for|to)\s+`)
	// named is a number of a contract, in brackets or behind the noun.
	named = regexp.MustCompile(`^[^.;]{0,160}?(?:\b(?:contract|agreement|order)\b|\([A-Z0-9-]{13,20}\))`)
	// provides begins a sentence that says what an award is for.
	provides = regexp.MustCompile(`^(?:Under (?:the|this)[^,.]{0,40}, |Specifically, )?(?:This|The) (?:[a-z-]+ ){0,4}?(?:contract|modification|order|option|action|award|agreement|increment|effort|work|company|contractor)(?: modification| option| action| order| award)?(?: \([^)]*\))? (?:(?:will |is to |shall )?provides?(?: for)?|is for|calls for|will be for) `)
	// does begins one whose verb belongs to what is said: "This order procures …".
	does = regexp.MustCompile(`^(?:This|The) (?:[a-z-]+ ){0,4}?(?:contract|modification|order|option|action|award|agreement)(?: modification| option| action| order)?(?: \([^)]*\))? ((?:procures|exercises|definitizes|extends|adds|increases|modifies|incorporates|supports|acquires|funds|continues|includes the)\b)`)
)

// describingSentences is how many sentences from the start may say what an award is for; behind come places and money.
const describingSentences = 5

// description is what is bought, in the announcement's words: from "for" or "to" to the end of the sentence that awards,
// else what a sentence soon behind it says that the contract provides.
func description(body string) string {
	d := text.New(body)
	for i, s := range d.Sentences {
		if i >= describingSentences {
			break
		}
		sentence := d.Slice(s.Span)
		if i == 0 {
			if what := boughtIn(sentence); what != "" {
				return what
			}
			continue
		}
		if m := provides.FindStringIndex(sentence); m != nil {
			return ended(sentence[m[1]:])
		}
		if m := does.FindStringSubmatchIndex(sentence); m != nil {
			return ended(sentence[m[2]:])
		}
	}
	return ""
}

// boughtIn reads the sentence that awards. What it calls the contract again is passed over, as often as it does.
func boughtIn(s string) string {
	m := object.FindStringIndex(s)
	if m == nil {
		return ""
	}
	rest := s[m[1]:]
	for reference.MatchString(rest) {
		r := referred.FindStringIndex(rest)
		if r == nil {
			if n := named.FindStringIndex(rest); n != nil { // nothing right behind the contract says what for
				return laterFor(rest[n[1]:])
			}
			break
		}
		rest = rest[r[1]:]
	}
	// "Option Year One on firm-fixed-price contract …"
	if i := strings.Index(rest, " on "); i > 0 && reference.MatchString(rest[i+len(" on "):]) && named.MatchString(rest[i+len(" on "):]) {
		rest = rest[:i]
	}
	return ended(rest)
}

// laterFor is what stands behind the next "for" or "to" of the sentence.
func laterFor(rest string) string {
	for _, cue := range []string{" for ", " to "} {
		if i := strings.Index(rest, cue); i >= 0 && i < laterForBytes {
			return ended(rest[i+len(cue):])
		}
	}
	return ""
}

// laterForBytes is how far behind a contract's number the words may begin that say what for.
const laterForBytes = 60

func ended(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".:;,") }
