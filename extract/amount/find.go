package amount

import (
	"math"
	"strconv"
	"strings"

	"storywatch/extract/text"
)

// scales are the words and letters that multiply a number.
var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "t": 1e12,
	"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}

// numerals are the number words that stand before a scale word: "two million dollars", "half a billion dollars".
var numerals = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5,
}

// numeral reads one number word, "twenty-five" too.
func numeral(word string) (float64, bool) {
	if v, ok := numerals[word]; ok {
		return v, true
	}
	tens, ones, found := strings.Cut(word, "-")
	t, ok := numerals[tens]
	o, also := numerals[ones]
	return t + o, found && ok && also && t >= 20 && t < 100 && o >= 1 && o < 10
}

// Find returns the sums of money in d, in text order, none overlapping another.
func Find(d *text.Document) []Amount {
	var out []Amount
	for i := 0; i < len(d.Tokens); {
		a, next, ok := at(d, i)
		if !ok {
			i++
			continue
		}
		if q := qualifier(d, d.TokenAt(a.Start), next); q != "" {
			a.Qualifier = q
		}
		a.For = purpose(d, d.TokenAt(a.Start), next)
		if n := len(out); n > 0 {
			pair(d, &out[n-1], &a)
		}
		out = append(out, a)
		i = next
	}
	return out
}

// pair completes two sums that are the ends of a range: "between $5 and $7 million" means millions at both ends.
func pair(d *text.Document, low, high *Amount) {
	gap := strings.TrimSpace(d.Text[low.End:high.Start])
	between := strings.EqualFold(d.Text[max(0, low.Start-len("between ")):low.Start], "between ")
	switch {
	case gap == "to" || gap == "or" || gap == "-" || gap == "–" || gap == "—" || between && gap == "and":
	default:
		return
	}
	if low.Currency != high.Currency {
		return
	}
	if scale := scaleIn(d.Slice(high.Span)); scale > 1 && scaleIn(d.Slice(low.Span)) == 1 && low.Value*scale <= high.Value {
		low.Value = cents(low.Value * scale)
	}
	if between && low.Value <= high.Value {
		low.Qualifier, high.Qualifier = "at least", "up to"
	}
}

// scaleIn is what the scale in the words of a sum multiplies by; 1 when there is none.
func scaleIn(sum string) float64 {
	end := len(sum)
	for end > 0 && (sum[end-1] < '0' || sum[end-1] > '9') {
		end--
	}
	scale, ok := scales[strings.ToLower(strings.Trim(sum[end:], " -\u00a0"))]
	if !ok {
		return 1
	}
	return scale
}

// at reads the sum that begins with token i and says which token comes after it.
func at(d *text.Document, i int) (Amount, int, bool) {
	word := d.Slice(d.Tokens[i].Span)
	if code, ok := words.signs[word]; ok && i+1 < len(d.Tokens) && d.Tokens[i+1].Kind == text.Number {
		return signed(d, i, code)
	}
	if code, ok := words.codes[word]; ok {
		n := i + 1
		if n < len(d.Tokens) && d.Slice(d.Tokens[n].Span) == "." && d.Tokens[n].Start == d.Tokens[i].End { // "Rs. 500"
			n++
		}
		if n < len(d.Tokens) && d.Tokens[n].Kind == text.Number {
			return scaled(d, i, n, code)
		}
	}
	if d.Tokens[i].Kind == text.Number {
		return named(d, i)
	}
	if _, ok := numeral(strings.ToLower(word)); ok {
		return spelled(d, i)
	}
	if d.Tokens[i].Kind == text.Word && strings.IndexByte(word, '-') > 0 {
		return compound(d, i)
	}
	return Amount{}, 0, false
}

// compound is a sum in one word: "five-million-dollar".
func compound(d *text.Document, i int) (Amount, int, bool) {
	part := strings.Split(strings.ToLower(d.Slice(d.Tokens[i].Span)), "-")
	n := len(part)
	if n < 3 {
		return Amount{}, 0, false
	}
	currency, isMoney := words.nouns[part[n-1]]
	scale, isScale := scales[part[n-2]]
	v, isNumber := numeral(strings.Join(part[:n-2], "-"))
	if !isMoney || !isScale || !isNumber || len(part[n-2]) < 4 {
		return Amount{}, 0, false
	}
	return Amount{Span: d.Tokens[i].Span, Value: cents(v * scale), Currency: currency.code}, i + 1, true
}

// signed is a sum with its sign in front: $200 million, US$1.2bn.
func signed(d *text.Document, i int, code string) (Amount, int, bool) {
	first := i
	if d.Slice(d.Tokens[i].Span) == "$" && i > 0 && d.Tokens[i-1].End == d.Tokens[i].Start {
		before := strings.ReplaceAll(d.Slice(d.Tokens[i-1].Span), ".", "")
		if c, ok := words.prefixes[before]; ok {
			code, first = c, i-1
		}
	}
	return scaled(d, first, i+1, code)
}

// scaled reads the number at token n and the scale behind it; the sum begins with token first.
func scaled(d *text.Document, first, n int, code string) (Amount, int, bool) {
	word := d.Slice(d.Tokens[n].Span)
	v, rest, ok := number(word)
	if !ok {
		return Amount{}, 0, false
	}
	a := Amount{Span: text.Span{Start: d.Tokens[first].Start, End: d.Tokens[n].End}, Value: v, Currency: code}
	end := n + 1
	next, noun := 0.0, ""
	if end < len(d.Tokens) && d.Tokens[end].Kind == text.Word {
		next, noun = scaleWord(d.Slice(d.Tokens[end].Span), first < n)
	}
	switch {
	case rest == "" && next > 0:
		a.Value *= next
		a.End = d.Tokens[end].End
		end++
	case rest == "":
	case isRange(rest):
		a.Qualifier = "at least" // the lower end is what it states surely
		if next > 0 {
			a.Value *= next
			a.End = d.Tokens[end].End
			end++
		}
	case strings.HasPrefix(rest, "-a-") || strings.HasPrefix(rest, "-per-"):
		a.End = d.Tokens[n].Start + len(word) - len(rest)
	default:
		scale, known := 1.0, false
		if scale, noun, known = scaleOf(rest); !known {
			return Amount{}, 0, false
		}
		a.Value *= scale
	}
	if c, ok := words.nouns[noun]; ok && code == "" && (!c.scaled || a.Value != v) {
		a.Currency = c.code
	}
	a.Value = cents(a.Value)
	return a, end, true
}

// scaleWord is what a word behind a number multiplies by, and the currency that is joined to it: "billion", and "billion-dollar". A
// letter alone is a scale behind a sum with its sign only: "5 m" is a length. 0 when the word is no scale.
func scaleWord(word string, signed bool) (scale float64, noun string) {
	word, noun, _ = strings.Cut(strings.ToLower(word), "-")
	if noun != "" {
		if _, ok := words.nouns[noun]; !ok {
			return 0, ""
		}
	}
	scale, ok := scales[word]
	if !ok || scale <= 1e2 || len(word) == 1 && (!signed || word != "m" && word != "b") {
		return 0, ""
	}
	return scale, noun
}

// isRange reports whether what is glued to a number is the upper end of a range: "-7".
func isRange(rest string) bool {
	r := strings.TrimLeft(rest, "-‑–")
	return r != rest && r != "" && strings.Trim(r, "0123456789.,") == ""
}

// named is a number with the currency behind it: 200 million dollars, 30 € (as much of Europe writes it).
func named(d *text.Document, i int) (Amount, int, bool) {
	a, next, ok := scaled(d, i, i, "")
	if ok && a.Currency != "" { // "1.5 billion-dollar"
		return a, next, true
	}
	if !ok || next >= len(d.Tokens) {
		return Amount{}, 0, false
	}
	return currencyBehind(d, a, next, next > i+1)
}

// spelled is a sum whose number is words: two million dollars, half a billion euros.
func spelled(d *text.Document, i int) (Amount, int, bool) {
	if strings.EqualFold(d.Slice(d.Tokens[i].Span), "hundred") { // "several hundred million dollars"
		return Amount{}, 0, false
	}
	v, j := 1.0, i
	for j < len(d.Tokens) && j < i+3 {
		n, ok := numeral(strings.ToLower(d.Slice(d.Tokens[j].Span)))
		if !ok {
			break
		}
		v *= n
		j++
	}
	if j >= len(d.Tokens) {
		return Amount{}, 0, false
	}
	scale, ok := scales[strings.ToLower(d.Slice(d.Tokens[j].Span))]
	if !ok || scale < 1e2 || len(d.Slice(d.Tokens[j].Span)) < 4 || j+1 >= len(d.Tokens) {
		return Amount{}, 0, false
	}
	a := Amount{Span: text.Span{Start: d.Tokens[i].Start, End: d.Tokens[j].End}, Value: cents(v * scale)}
	return currencyBehind(d, a, j+1, true)
}

// currencyBehind completes a with the currency that token n names; hasScale says whether a scale word was read.
func currencyBehind(d *text.Document, a Amount, n int, hasScale bool) (Amount, int, bool) {
	word := d.Slice(d.Tokens[n].Span)
	end := n + 1
	if code, last, ok := nationOf(d, n); ok {
		a.Currency, a.End = code, d.Tokens[last].End
		return a, last + 1, true
	}
	if strings.EqualFold(word, "cents") && !hasScale {
		a.Value, a.End = a.Value/100, d.Tokens[n].End
		return a, end, true // of which currency, the word does not say
	}
	if word == "US" || word == "U.S." {
		if end >= len(d.Tokens) {
			return Amount{}, 0, false
		}
		word = d.Slice(d.Tokens[end].Span)
		end++
	}
	code, ok := words.signs[word]
	if ok && (word == "$" || end < len(d.Tokens) && d.Tokens[end].Kind == text.Number && d.Tokens[end].Start == d.Tokens[n].End) {
		return Amount{}, 0, false // the sign belongs to the next number
	}
	if !ok {
		c, known := words.nouns[strings.ToLower(word)]
		if !known || c.scaled && !hasScale {
			if code, known = words.codes[word]; !known || word == "Rs" && !hasScale { // "the three Rs"
				return Amount{}, 0, false
			}
		} else {
			code = c.code
		}
		if end < len(d.Tokens) && ofEuroZone(word, d.Slice(d.Tokens[end].Span)) {
			return Amount{}, 0, false
		}
	}
	a.Currency = code
	a.End = d.Tokens[end-1].End
	return a, end, true
}

// nationOf reads a currency with its country: "Canadian dollars", "Hong Kong dollars". last is its last token.
func nationOf(d *text.Document, n int) (code string, last int, ok bool) {
	for last = min(n+2, len(d.Tokens)-1); last > n; last-- {
		if d.Tokens[last].End-d.Tokens[n].Start > longestNation {
			continue
		}
		if code, ok = words.nations[strings.ToLower(d.Text[d.Tokens[n].Start:d.Tokens[last].End])]; ok {
			return code, last, true
		}
	}
	return "", 0, false
}

// longestNation is in bytes: "new zealand dollars" and longer names stay below.
const longestNation = 30

// ofEuroZone reports whether the word behind "euro" makes it a region: "five euro zone states".
func ofEuroZone(word, behind string) bool {
	return strings.EqualFold(word, "euro") && (behind == "zone" || behind == "area" || behind == "bloc")
}

// number reads the leading number of a token, with thousands separators, and gives what is glued behind it. A comma or
// a dot before three digits parts thousands, a comma before one or two is a decimal one.
func number(s string) (v float64, rest string, ok bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ',' || s[end] == '.') {
		end++
	}
	rest = s[end:]
	digits := strings.TrimRight(s[:end], ".,")
	if strings.ContainsAny(rest, ":/") {
		return 0, "", false
	}
	switch dots, commas := strings.Count(digits, "."), strings.Count(digits, ","); {
	case dots > 1 && commas > 0 || dots > 1 && !thousandsParted(digits):
		return 0, "", false
	case dots > 1:
		digits = strings.ReplaceAll(digits, ".", "")
	case commas == 1 && dots == 0 && len(digits)-strings.IndexByte(digits, ',') <= len(",50"):
		digits = strings.Replace(digits, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	return v, rest, err == nil && !math.IsInf(v, 0)
}

// thousandsParted reports whether the dots of "1.250.000" part thousands.
func thousandsParted(digits string) bool {
	for i, part := range strings.Split(digits, ".") {
		if i > 0 && len(part) != 3 || i == 0 && (part == "" || len(part) > 3) {
			return false
		}
	}
	return true
}

// scaleOf reads what is glued to a number: "million", "-million", "bn", and "-million-dollar" with its currency.
func scaleOf(s string) (scale float64, noun string, ok bool) {
	scale = 1
	for _, part := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == '‑' || r == '–' }) {
		if x, is := scales[strings.TrimLeft(part, "0123456789.,")]; is && noun == "" {
			scale, ok = scale*x, true
			continue
		}
		if _, is := words.nouns[part]; is && noun == "" {
			noun, ok = part, true
			continue
		}
		if strings.Trim(part, "0123456789.,") != "" {
			return scale, noun, ok && noun != ""
		}
	}
	return scale, noun, ok || s != "" && strings.ContainsAny(s, "-")
}

// cents rounds away what binary fractions add to 1.1 million.
func cents(v float64) float64 { return math.Round(v*100) / 100 }
