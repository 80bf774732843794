// Package amount finds sums of money in running text: value, currency, and whether it is a ceiling, a floor or a guess.
package amount

import "storywatch/extract/text"

// Amount is one sum of money.
type Amount struct {
	text.Span
	Value     float64 // in units of the currency: 200000000 for "$200 million"
	Currency  string  // ISO 4217; "" when the sign does not say which dollar or crown
	For       string  // what the clause says that it is for, as printed: "fine", "cloud services contract"; ""
	Qualifier string  // "up to", "at least", "about", "more than", "less than"; "" for a plain sum
}
