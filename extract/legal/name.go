package legal

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// caseName is a case's name and the tokens it covers.
type caseName struct {
	text.Span
	name string
	last int // the token behind it
}

// longestParty is in tokens: agencies with long names stay below, sentences do not.
const longestParty = 14

// namesIn finds "X v. Y" in a sentence. "vs." and a bare "v" are how matches are written too: they need a word of the
// law in the sentence.
func namesIn(d *text.Document, s text.Sentence) []caseName {
	var out []caseName
	floor := s.First
	for i := s.First + 1; i < s.Last-1; i++ {
		w := d.Slice(d.Tokens[i].Span)
		if w != "v" && w != "vs" {
			continue
		}
		right := i + 1
		dotted := d.Slice(d.Tokens[right].Span) == "." && d.Tokens[right].Start == d.Tokens[i].End
		if dotted {
			right++
		}
		if (w == "vs" || !dotted) && !ofLaw(d, s) {
			continue
		}
		first := partyLeft(d, i, floor)
		last := partyRight(d, right, s.Last)
		if first == i || last == right {
			continue
		}
		span := text.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}
		name := one(d.Slice(text.Span{Start: span.Start, End: d.Tokens[i].Start})) + " v. " + one(d.Slice(text.Span{Start: d.Tokens[right].Start, End: span.End}))
		out = append(out, caseName{span, name, last})
		floor, i = last, last-1
	}
	for _, m := range matterOf(d, s) {
		if !slices.ContainsFunc(out, func(c caseName) bool { return c.Overlaps(m.Span) }) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b caseName) int { return a.Start - b.Start })
	return out
}

// ofLaw reports whether a sentence speaks of courts.
func ofLaw(d *text.Document, s text.Sentence) bool {
	body := strings.ToLower(d.Slice(s.Span))
	for _, w := range []string{"court", "lawsuit", "docket", "plaintiff", "ruling", "judge", "case no", "precedent", "cir.", "-cv-", "f.2d", "f.3d", "f supp"} {
		if strings.Contains(body, w) {
			return true
		}
	}
	return false
}

// lead are capitalised words that begin a sentence, not a party.
var lead = map[string]bool{
	"In": true, "See": true, "The": true, "But": true, "And": true, "Under": true, "After": true, "Since": true, "As": true, "Like": true,
	"Also": true, "Cf": true, "When": true, "While": true, "On": true, "With": true, "Before": true, "Titled": true, "Case": true, "Unlike": true, "Citing": true, "Quoting": true, "That": true, "Compare": true,
}

// ofCourt reports whether a word in the genitive says whose ruling it is, not who sued: "the Supreme Court's Hale v. Marsh".
func ofCourt(w string) bool {
	switch strings.TrimSuffix(strings.Replace(w, "’", "'", 1), "'s") {
	case w:
		return false
	case "Court", "Circuit", "Amendment", "Act", "Justice", "Judge":
		return true
	}
	return false
}

// matterOf finds "In re X" and "Ex parte X" in a sentence.
func matterOf(d *text.Document, s text.Sentence) []caseName {
	var out []caseName
	for i := s.First; i+2 < s.Last; i++ {
		w, next := d.Slice(d.Tokens[i].Span), d.Slice(d.Tokens[i+1].Span)
		if (w != "In" && w != "in" || next != "re") && (w != "Ex" && w != "ex" || next != "parte") || d.Tokens[i+2].Kind != text.Word {
			continue
		}
		last := partyRight(d, i+2, s.Last)
		if last == i+2 || !capital(d.Slice(d.Tokens[i+2].Span)) {
			continue
		}
		span := text.Span{Start: d.Tokens[i].Start, End: d.Tokens[last-1].End}
		out = append(out, caseName{span, one(d.Slice(span)), last})
		i = last - 1
	}
	return out
}

// partyLeft is the first token of the party that ends before token v.
func partyLeft(d *text.Document, v, floor int) int {
	first := v
	for j := v - 1; j >= floor && j >= v-longestParty; j-- {
		w := d.Slice(d.Tokens[j].Span)
		switch {
		case d.Tokens[j].Kind == text.Word && capital(w):
			if lead[w] && !(w == "The" && j+1 < v) {
				return first
			}
			if w == "The" || w == "In" || ofCourt(w) {
				return first
			}
			first = j
		case d.Tokens[j].Kind == text.Word && (w == "of" || w == "the" || w == "for" || w == "and" || w == "ex" || w == "rel" || w == "et" || w == "al" || w == "de" || w == "on"):
			if w == "and" && !ofBefore(d, j, floor) {
				return first
			}
		case d.Tokens[j].Kind == text.Number && j > floor && capital(d.Slice(d.Tokens[j-1].Span)):
			first = j
		case w == "." && j > floor && (capital(d.Slice(d.Tokens[j-1].Span)) || d.Slice(d.Tokens[j-1].Span) == "al") && d.Tokens[j-1].End == d.Tokens[j].Start: // within a sentence a dot is an abbreviation's
		case w == "," && companyEnd(d.Slice(d.Tokens[j+1].Span)):
		case w == "&" || w == "-":
		default:
			return first
		}
	}
	return first
}

// calendar are the names of days and months, which begin no part of a party's name.
var calendar = map[string]bool{
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true, "September": true, "October": true, "November": true, "December": true,
	"Jan": true, "Feb": true, "Aug": true, "Sept": true, "Oct": true, "Nov": true, "Dec": true,
}

// partyRight is the token behind the party that begins with token i.
func partyRight(d *text.Document, i, limit int) int {
	last, of := i, false
	for j := i; j < limit && j < i+longestParty; j++ {
		w := d.Slice(d.Tokens[j].Span)
		switch {
		case d.Tokens[j].Kind == text.Word && capital(w):
			last = j + 1
		case (w == "on" || w == "for") && j+1 < limit && calendar[d.Slice(d.Tokens[j+1].Span)]:
			return last // "heard Hale v. Marsh on Monday"
		case d.Tokens[j].Kind == text.Word && (w == "of" || w == "the" || w == "for" || w == "on" || w == "de"):
			of = true
		case w == "and" && of:
		case w == "et" && j+1 < limit && d.Slice(d.Tokens[j+1].Span) == "al":
			last = j + 2
			if last < limit && d.Slice(d.Tokens[last].Span) == "." {
				last++
			}
			return last
		case w == "." && last == j && j > i && d.Tokens[j-1].End == d.Tokens[j].Start && j+1 < limit:
			last = j + 1
		case w == "," && j+1 < limit && companyEnd(d.Slice(d.Tokens[j+1].Span)):
		case w == "&":
		default:
			return last
		}
	}
	return last
}

// ofBefore reports whether "of" stands before token j: in "Department of Ports and Harbors" the "and" belongs to a name.
func ofBefore(d *text.Document, j, floor int) bool {
	for k := j - 1; k >= floor && k > j-5; k-- {
		switch d.Slice(d.Tokens[k].Span) {
		case "of", "for":
			return true
		case ",":
			return false
		}
	}
	return false
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// companyEnd reports whether a word behind a comma belongs to a company's name.
func companyEnd(w string) bool {
	switch strings.TrimRight(w, ".") {
	case "Inc", "LLC", "LLP", "LP", "L.P", "Ltd", "Corp", "Co", "PLC", "N.A", "P.C":
		return true
	}
	return false
}
