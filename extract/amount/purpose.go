package amount

import (
	_ "embed"
	"strings"

	"storywatch/extract/text"
)

//go:embed purposes.txt
var purposeFile string

var purposes = readPurposes(purposeFile)

func readPurposes(file string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			m[line] = true
		}
	}
	return m
}

// purposeReach is how many words may stand between a sum and the noun that says what it is for: "$5 million federal
// cloud services contract".
const purposeReach = 4

// purpose is what the words around a sum say that it is for, as printed; "" when they do not. The sum's tokens are
// first up to end.
func purpose(d *text.Document, first, end int) string {
	if p := nounBehind(d, end); p != "" {
		return p
	}
	return nounBefore(d, first)
}

// nounBehind reads "$5 million fine", "$5 million cloud services contract" and "$5 million in damages".
func nounBehind(d *text.Document, end int) string {
	from := end
	if from < len(d.Tokens) && d.Slice(d.Tokens[from].Span) == "in" {
		from++
	}
	for i := from; i < len(d.Tokens) && i < from+purposeReach; i++ {
		t := d.Tokens[i]
		if t.Kind != text.Word || i > 0 && strings.ContainsAny(d.Text[d.Tokens[i-1].End:t.Start], "\n.") {
			return ""
		}
		w := strings.ToLower(d.Slice(t.Span))
		if stops[w] {
			return ""
		}
		if !purposes[w] {
			continue
		}
		if i+1 < len(d.Tokens) && d.Tokens[i+1].Kind == text.Word && purposes[strings.ToLower(d.Slice(d.Tokens[i+1].Span))] {
			continue // "loan program": the last noun is the thing
		}
		return d.Text[d.Tokens[from].Start:t.End]
	}
	return ""
}

// stops are words that end a noun phrase: what stands behind them is said of something else.
var stops = map[string]bool{
	"a": true, "an": true, "the": true, "and": true, "or": true, "but": true, "to": true, "for": true, "from": true, "of": true, "on": true, "at": true, "by": true, "with": true, "in": true,
	"is": true, "was": true, "are": true, "were": true, "has": true, "had": true, "have": true, "will": true, "would": true, "could": true, "as": true, "that": true, "which": true, "who": true,
	"across": true, "after": true, "before": true, "during": true, "into": true, "through": true, "over": true, "under": true, "per": true, "each": true, "when": true, "while": true, "than": true, "its": true, "his": true, "her": true, "their": true,
}

// nounBefore reads "a fine of $5 million", "a contract worth up to $5 million", "a deal valued at $5 million".
func nounBefore(d *text.Document, first int) string {
	i := first - 1
	for skipped := 0; i >= 0 && skipped < qualifierWords; skipped++ {
		w := strings.ToLower(d.Slice(d.Tokens[i].Span))
		if !loose[w] && !(w == "at" && atLeast(strings.ToLower(d.Slice(d.Tokens[i+1].Span)))) {
			break
		}
		i--
	}
	if i < 1 {
		return ""
	}
	switch strings.ToLower(d.Slice(d.Tokens[i].Span)) {
	case "of", "worth", "totaling", "totalling":
		i--
	case "at":
		if w := strings.ToLower(d.Slice(d.Tokens[i-1].Span)); w != "valued" && w != "estimated" {
			return ""
		}
		i -= 2
	default:
		return ""
	}
	if i < 0 || d.Tokens[i].Kind != text.Word || !purposes[strings.ToLower(d.Slice(d.Tokens[i].Span))] {
		return ""
	}
	return d.Slice(d.Tokens[i].Span)
}

// atLeast reports whether "at" and a word are a qualifier.
func atLeast(word string) bool { return word == "least" || word == "most" }

// loose are the words of qualifiers, which may stand between "of" and the sum.
var loose = map[string]bool{
	"about": true, "almost": true, "approximately": true, "around": true, "as": true, "much": true, "least": true, "most": true, "more": true, "less": true, "than": true,
	"nearly": true, "over": true, "roughly": true, "some": true, "up": true, "to": true, "under": true,
}
