package legal

import (
	"regexp"
	"strings"

	"storywatch/extract/text"
)

// full is a docket number of a federal trial court: office:year-type-number, the judge's initials behind.
var full = regexp.MustCompile(`^(?:(\d{1,2}):)?(\d{2})-?(?i:(cv|cr|mc|md|mj|bk|ap|misc|ml|sw|gj|po))-?(\d{1,6})(?:-[A-Za-z0-9-]+)?$`)

// short is a number as appeals courts and the Court of Federal Claims write it; it counts behind "No." only.
var short = regexp.MustCompile(`^(\d{2}(?:-\d{1,5}[A-Z]?|[AM]\d{1,4}))(?:-cv|-cr)?$`)

// more are numbers of courts that write others, behind "No." too: Delaware's Chancery with the judge's initials, New York's index.
var more = regexp.MustCompile(`^(?:(\d{4}-\d{4})-[A-Z]{2,5}|(\d{5,6}/20\d{2}))$`)

// protest is the Government Accountability Office's number of a bid protest, but for what a dot parts from it.
var protest = regexp.MustCompile(`^B-\d{6}$`)

// dashes are those that pages print for a hyphen.
var dashes = strings.NewReplacer("–", "-", "‑", "-")

// docketNumber reads the docket number that begins with token i in its court's form, and where it stands.
func docketNumber(d *text.Document, i int) (string, text.Span, bool) {
	t := d.Tokens[i]
	if t.Kind == text.Word && t.End-t.Start == len("B-421234") && protest.MatchString(d.Slice(t.Span)) {
		span := protestSpan(d, i)
		return d.Slice(span), span, true
	}
	if t.Kind != text.Number {
		return "", text.Span{}, false
	}
	s := d.Slice(t.Span)
	if !strings.ContainsAny(s, "-–‑/AM") { // cheaper than the patterns: most numbers in a text are plain
		return spacedNumber(d, i)
	}
	s = dashes.Replace(s)
	if m := full.FindStringSubmatch(s); m != nil && (m[1] != "" || strings.Count(s, "-") >= 2) {
		number := m[2] + "-" + strings.ToLower(m[3]) + "-" + m[4]
		if m[1] != "" {
			number = m[1] + ":" + number
		}
		return number, t.Span, true
	}
	if m := short.FindStringSubmatch(s); m != nil && numberCue(d, i) {
		return m[1], t.Span, true
	}
	if m := more.FindStringSubmatch(s); m != nil && numberCue(d, i) {
		return m[1] + m[2], t.Span, true
	}
	return "", text.Span{}, false
}

// protestSpan is a protest's number with the ".2" that its supplements have.
func protestSpan(d *text.Document, i int) text.Span {
	span := d.Tokens[i].Span
	if i+2 < len(d.Tokens) && d.Slice(d.Tokens[i+1].Span) == "." && d.Tokens[i+2].Kind == text.Number && d.Tokens[i+2].Start == d.Tokens[i+1].End && d.Tokens[i+1].Start == span.End {
		span.End = d.Tokens[i+2].End
	}
	return span
}

// spacedNumber is a number as New York's federal court writes it: "26 Civ. 1996".
func spacedNumber(d *text.Document, i int) (string, text.Span, bool) {
	last := i + 3
	if d.Tokens[i].End-d.Tokens[i].Start != 2 || last >= len(d.Tokens) || d.Slice(d.Tokens[i+2].Span) != "." || d.Tokens[last].Kind != text.Number {
		return "", text.Span{}, false
	}
	kind := ""
	switch d.Slice(d.Tokens[i+1].Span) {
	case "Civ":
		kind = "cv"
	case "Cr", "Crim":
		kind = "cr"
	case "Misc":
		kind = "mc"
	default:
		return "", text.Span{}, false
	}
	serial := d.Slice(d.Tokens[last].Span)
	if len(serial) > longestSerial || strings.Trim(serial, "0123456789") != "" || strings.Trim(d.Slice(d.Tokens[i].Span), "0123456789") != "" {
		return "", text.Span{}, false
	}
	return d.Slice(d.Tokens[i].Span) + "-" + kind + "-" + serial, text.Span{Start: d.Tokens[i].Start, End: d.Tokens[last].End}, true
}

// longestSerial is how many digits a court's serial number of one year has at most.
const longestSerial = 6

// cueReach is how many tokens back "Nos." may stand from the last number of its list.
const cueReach = 12

// numbersOther are words before "No." that number something else than a case.
var numbersOther = map[string]bool{
	"act": true, "advisory": true, "amendment": true, "article": true, "bill": true, "bulletin": true, "circular": true, "contract": true, "directive": true, "flight": true, "form": true,
	"issue": true, "item": true, "law": true, "local": true, "measure": true, "model": true, "notice": true, "order": true, "ordinance": true, "page": true, "part": true, "permit": true,
	"policy": true, "proposition": true, "regulation": true, "resolution": true, "room": true, "rule": true, "solicitation": true, "treaty": true, "unit": true,
}

// numberCue reports whether "No.", "Nos.", "docket number" or "case" stands before token i, other numbers between at most.
func numberCue(d *text.Document, i int) bool {
	first := max(0, i-cueReach) // "Nos." may have ended a sentence
	for j := i - 1; j >= first; j-- {
		switch w := d.Slice(d.Tokens[j].Span); strings.ToLower(w) {
		case "no", "nos", "docket":
			return j == 0 || !numbersOther[strings.ToLower(d.Slice(d.Tokens[j-1].Span))]
		case "number", "numbers":
			if j > first {
				before := strings.ToLower(d.Slice(d.Tokens[j-1].Span))
				return before == "case" || before == "docket"
			}
			return false
		case ".", ",", "and", "&", ":", "#":
		default:
			if !short.MatchString(w) {
				return false
			}
		}
	}
	return false
}
