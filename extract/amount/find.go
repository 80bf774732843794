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
}

// numerals are the number words that stand before a scale word: "two million dollars", "half a billion dollars".
var numerals = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5,
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
		a.Qualifier = qualifier(d, d.TokenAt(a.Start), next)
		out = append(out, a)
		i = next
	}
	return out
}

// at reads the sum that begins with token i and says which token comes after it.
func at(d *text.Document, i int) (Amount, int, bool) {
	word := d.Slice(d.Tokens[i].Span)
	if code, ok := words.signs[word]; ok && i+1 < len(d.Tokens) && d.Tokens[i+1].Kind == text.Number {
		return signed(d, i, code)
	}
	if code, ok := words.codes[word]; ok && i+1 < len(d.Tokens) && d.Tokens[i+1].Kind == text.Number {
		a, next, ok := scaled(d, i, i+1, code)
		return a, next, ok
	}
	if d.Tokens[i].Kind == text.Number {
		return named(d, i)
	}
	if _, ok := numerals[strings.ToLower(word)]; ok {
		return spelled(d, i)
	}
	return Amount{}, 0, false
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
	v, rest, ok := number(d.Slice(d.Tokens[n].Span))
	if !ok {
		return Amount{}, 0, false
	}
	end := n + 1
	if rest != "" {
		scale, known := scaleOf(rest)
		if !known {
			return Amount{}, 0, false
		}
		v *= scale
	} else if end < len(d.Tokens) && d.Tokens[end].Kind == text.Word {
		if scale, known := scales[strings.ToLower(strings.TrimSuffix(d.Slice(d.Tokens[end].Span), "-dollar"))]; known && scale > 1e2 && d.Tokens[end].End-d.Tokens[end].Start > 1 {
			v *= scale
			end++
		}
	}
	a := Amount{Span: text.Span{Start: d.Tokens[first].Start, End: d.Tokens[end-1].End}, Value: cents(v), Currency: code}
	return a, end, true
}

// named is a number with the currency behind it: 200 million dollars, 30 € (as much of Europe writes it).
func named(d *text.Document, i int) (Amount, int, bool) {
	a, next, ok := scaled(d, i, i, "")
	if ok && strings.HasSuffix(d.Text[a.Start:a.End], "-dollar") {
		a.Currency = "USD"
		return a, next, true
	}
	if !ok || next >= len(d.Tokens) {
		return Amount{}, 0, false
	}
	return currencyBehind(d, a, next, next > i+1)
}

// spelled is a sum whose number is words: two million dollars, half a billion euros.
func spelled(d *text.Document, i int) (Amount, int, bool) {
	v, j := 1.0, i
	for j < len(d.Tokens) && j < i+3 {
		n, ok := numerals[strings.ToLower(d.Slice(d.Tokens[j].Span))]
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
			if code, known = words.codes[word]; !known {
				return Amount{}, 0, false
			}
		} else {
			code = c.code
		}
	}
	a.Currency = code
	a.End = d.Tokens[end-1].End
	return a, end, true
}

// number reads the leading number of a token, with thousands separators, and gives what is glued behind it.
func number(s string) (v float64, rest string, ok bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ',' || s[end] == '.') {
		end++
	}
	rest = s[end:]
	digits := strings.TrimRight(s[:end], ".,")
	if strings.ContainsAny(rest, ":/") || strings.Count(digits, ".") > 1 {
		return 0, "", false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	return v, rest, err == nil && !math.IsInf(v, 0)
}

// scaleOf reads "million", "-million", "bn", and "-million-dollar" behind a number. A hyphen and digits is a range of
// which only the scale matters: the lower end is what the sum states surely.
func scaleOf(s string) (float64, bool) {
	for _, part := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == '‑' || r == '–' }) {
		if scale, ok := scales[strings.TrimLeft(part, "0123456789.,")]; ok {
			return scale, true
		}
		if strings.Trim(part, "0123456789.,") != "" && part != "dollar" {
			return 1, part == "a" || part == "per"
		}
	}
	return 1, s != "" && strings.ContainsAny(s, "0123456789-")
}

// cents rounds away what binary fractions add to 1.1 million.
func cents(v float64) float64 { return math.Round(v*100) / 100 }
