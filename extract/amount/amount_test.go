package amount_test

import (
	"strings"
	"testing"

	"storywatch/extract/amount"
	"storywatch/extract/text"
)

func TestFind(t *testing.T) {
	type sum struct {
		text      string
		value     float64
		currency  string
		qualifier string
	}
	for name, tc := range map[string]struct {
		text string
		want []sum
	}{
		"sign and scale":         {"A $200 million deal.", []sum{{"$200 million", 2e8, "USD", ""}}},
		"digits only":            {"It cost $7,705,910 in all.", []sum{{"$7,705,910", 7705910, "USD", ""}}},
		"letters behind":         {"They raised US$1.2bn and €30m.", []sum{{"US$1.2bn", 1.2e9, "USD", ""}, {"€30m", 3e7, "EUR", ""}}},
		"other dollars":          {"A C$12.5m grant.", []sum{{"C$12.5m", 12.5e6, "CAD", ""}}},
		"currency behind":        {"About 200 million dollars went to Voss.", []sum{{"200 million dollars", 2e8, "USD", "about"}}},
		"number words":           {"It owes two million euros.", []sum{{"two million euros", 2e6, "EUR", ""}}},
		"half a billion":         {"Half a billion dollars was lost.", []sum{{"Half a billion dollars", 5e8, "USD", ""}}},
		"hyphens":                {"A $48-million prize and a 1.5 billion-dollar loss.", []sum{{"$48-million", 48e6, "USD", ""}, {"1.5 billion-dollar", 1.5e9, "USD", ""}}},
		"ceiling":                {"Worth up to $10 billion.", []sum{{"$10 billion", 1e10, "USD", "up to"}}},
		"not to exceed":          {"A bill not to exceed $5,000.", []sum{{"$5,000", 5000, "USD", "up to"}}},
		"floor":                  {"At least £3 million is missing.", []sum{{"£3 million", 3e6, "GBP", "at least"}}},
		"or more":                {"Fines of $300 or more.", []sum{{"$300", 300, "USD", "at least"}}},
		"more and less":          {"More than $2 million, less than $1 million.", []sum{{"$2 million", 2e6, "USD", "more than"}, {"$1 million", 1e6, "USD", "less than"}}},
		"range":                  {"From $1 million to $2 million.", []sum{{"$1 million", 1e6, "USD", ""}, {"$2 million", 2e6, "USD", ""}}},
		"ambiguous sign":         {"It cost ¥500 million.", []sum{{"¥500 million", 5e8, "", ""}}},
		"yen":                    {"A loss of 5 billion yen.", []sum{{"5 billion yen", 5e9, "JPY", ""}}},
		"pounds of flesh":        {"He lost 20 pounds and won 3 games.", nil},
		"counts of other things": {"It has 200 million users and 24/7 support.", nil},
		"code before":            {"A fine of EUR 40 million.", []sum{{"EUR 40 million", 4e7, "EUR", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := text.New(tc.text)
			got := amount.Find(d)
			if len(got) != len(tc.want) {
				t.Fatalf("got %d sums %v, want %d", len(got), got, len(tc.want))
			}
			for i, w := range tc.want {
				if g := (sum{d.Slice(got[i].Span), got[i].Value, got[i].Currency, got[i].Qualifier}); g != w {
					t.Errorf("got %v, want %v", g, w)
				}
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("up to US$1.2bn, €30m – 5 billion yen\n$")
	f.Add("$0 A$0")
	f.Add("$9,,.,9 million$ 4-million-dollar half a \xff billion euros")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s)
		last := 0
		for _, a := range amount.Find(d) {
			if a.Start < last || a.Empty() || a.End > len(d.Text) || a.Value < 0 {
				t.Fatalf("sum %+v after %d in %q", a, last, d.Text)
			}
			last = a.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := text.New(strings.Repeat("The Port Safety Agency gave Norvane up to $200 million on Friday, or 180 million euros, for two years of work. ", 100))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		amount.Find(d)
	}
}
