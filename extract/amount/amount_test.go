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
		"sign and scale":           {"A $200 million deal.", []sum{{"$200 million", 2e8, "USD", ""}}},
		"digits only":              {"It cost $7,705,910 in all.", []sum{{"$7,705,910", 7705910, "USD", ""}}},
		"letters behind":           {"They raised US$1.2bn and €30m.", []sum{{"US$1.2bn", 1.2e9, "USD", ""}, {"€30m", 3e7, "EUR", ""}}},
		"other dollars":            {"A C$12.5m grant.", []sum{{"C$12.5m", 12.5e6, "CAD", ""}}},
		"currency behind":          {"About 200 million dollars went to Voss.", []sum{{"200 million dollars", 2e8, "USD", "about"}}},
		"number words":             {"It owes two million euros.", []sum{{"two million euros", 2e6, "EUR", ""}}},
		"half a billion":           {"Half a billion dollars was lost.", []sum{{"Half a billion dollars", 5e8, "USD", ""}}},
		"hyphens":                  {"A $48-million prize and a 1.5 billion-dollar loss.", []sum{{"$48-million", 48e6, "USD", ""}, {"1.5 billion-dollar", 1.5e9, "USD", ""}}},
		"ceiling":                  {"Worth up to $10 billion.", []sum{{"$10 billion", 1e10, "USD", "up to"}}},
		"not to exceed":            {"A bill not to exceed $5,000.", []sum{{"$5,000", 5000, "USD", "up to"}}},
		"floor":                    {"At least £3 million is missing.", []sum{{"£3 million", 3e6, "GBP", "at least"}}},
		"or more":                  {"Fines of $300 or more.", []sum{{"$300", 300, "USD", "at least"}}},
		"more and less":            {"More than $2 million, less than $1 million.", []sum{{"$2 million", 2e6, "USD", "more than"}, {"$1 million", 1e6, "USD", "less than"}}},
		"range":                    {"From $1 million to $2 million.", []sum{{"$1 million", 1e6, "USD", ""}, {"$2 million", 2e6, "USD", ""}}},
		"ambiguous sign":           {"It cost ¥500 million.", []sum{{"¥500 million", 5e8, "", ""}}},
		"yen":                      {"A loss of 5 billion yen.", []sum{{"5 billion yen", 5e9, "JPY", ""}}},
		"pounds of flesh":          {"He lost 20 pounds and won 3 games.", nil},
		"counts of other things":   {"It has 200 million users and 24/7 support.", nil},
		"code before":              {"A fine of EUR 40 million.", []sum{{"EUR 40 million", 4e7, "EUR", ""}}},
		"between":                  {"Worth between $5 and $7 million.", []sum{{"$5", 5e6, "USD", "at least"}, {"$7 million", 7e6, "USD", "up to"}}},
		"between, scales written":  {"It cost between $900,000 and $1.2 million.", []sum{{"$900,000", 9e5, "USD", "at least"}, {"$1.2 million", 1.2e6, "USD", "up to"}}},
		"to, one scale":            {"A fine of $5 to $7 million.", []sum{{"$5", 5e6, "USD", ""}, {"$7 million", 7e6, "USD", ""}}},
		"a dash, one scale":        {"A fine of $5-7 million.", []sum{{"$5-7 million", 5e6, "USD", "at least"}}},
		"a dash and two signs":     {"A fine of $5–$7 million.", []sum{{"$5", 5e6, "USD", ""}, {"$7 million", 7e6, "USD", ""}}},
		"nearly":                   {"Nearly $3 million, almost €2bn.", []sum{{"$3 million", 3e6, "USD", "about"}, {"€2bn", 2e9, "EUR", "about"}}},
		"more behind":              {"It lost $3 million plus.", []sum{{"$3 million", 3e6, "USD", ""}}},
		"a space before m":         {"They paid £3.5 m for it.", []sum{{"£3.5 m", 3.5e6, "GBP", ""}}},
		"a space before bn":        {"They paid $3 bn for it.", []sum{{"$3 bn", 3e9, "USD", ""}}},
		"euros behind":             {"The town owes 200 million euros.", []sum{{"200 million euros", 2e8, "EUR", ""}}},
		"euro sign behind":         {"Es kostete 30 Millionen €, and 30 million €.", []sum{{"30 million €", 3e7, "EUR", ""}}},
		"Australian":               {"A$40m and AU$2 billion, AUD 3 million.", []sum{{"A$40m", 4e7, "AUD", ""}, {"AU$2 billion", 2e9, "AUD", ""}, {"AUD 3 million", 3e6, "AUD", ""}}},
		"crore":                    {"The port got Rs 500 crore and ₹12 lakh.", []sum{{"Rs 500 crore", 5e9, "INR", ""}, {"₹12 lakh", 1.2e6, "INR", ""}}},
		"rupees with a dot":        {"A grant of Rs. 1,50,000 was paid.", []sum{{"Rs. 1,50,000", 150000, "INR", ""}}},
		"a hyphen before scale":    {"It is a $10-billion deal.", []sum{{"$10-billion", 1e10, "USD", ""}}},
		"an adjective":             {"A 10-million-euro loan and a five-million-dollar fine.", []sum{{"10-million-euro", 1e7, "EUR", ""}, {"five-million-dollar", 5e6, "USD", ""}}},
		"cents":                    {"It costs $3.99, or 99 cents less.", []sum{{"$3.99", 3.99, "USD", ""}, {"99 cents", 0.99, "", ""}}},
		"pence is not known":       {"It costs 99 pence.", nil},
		"price a unit":             {"A $5-a-barrel fee and $80-a-barrel oil.", []sum{{"$5", 5, "USD", ""}, {"$80", 80, "USD", ""}}},
		"a ticker":                 {"Buy $NRVN and $QUAY.A now.", nil},
		"stock code":               {"Norvane (HKG: 0700) fell, and HK$ was weak.", nil},
		"Hong Kong":                {"It raised HK$2.4 billion.", []sum{{"HK$2.4 billion", 2.4e9, "HKD", ""}}},
		"brazil":                   {"It raised R$2.4 billion and NT$900 million.", []sum{{"R$2.4 billion", 2.4e9, "BRL", ""}, {"NT$900 million", 9e8, "TWD", ""}}},
		"a code behind":            {"They paid 40 million USD and 2,000 CHF.", []sum{{"40 million USD", 4e7, "USD", ""}, {"2,000 CHF", 2000, "CHF", ""}}},
		"francs and kronor":        {"A fine of 3 billion Swiss francs or 2 million Swedish kronor.", []sum{{"3 billion Swiss francs", 3e9, "CHF", ""}, {"2 million Swedish kronor", 2e6, "SEK", ""}}},
		"other countries' dollars": {"It paid 3 million Canadian dollars, 4 million Australian dollars and 5 million U.S. dollars.", []sum{{"3 million Canadian dollars", 3e6, "CAD", ""}, {"4 million Australian dollars", 4e6, "AUD", ""}, {"5 million U.S. dollars", 5e6, "USD", ""}}},
		"won behind a scale":       {"A deal of 300 billion won.", []sum{{"300 billion won", 3e11, "KRW", ""}}},
		"pounds behind a scale":    {"Two million pounds were stolen.", []sum{{"Two million pounds", 2e6, "GBP", ""}}},
		"negative":                 {"A loss of -$4 million and of $-4 million.", []sum{{"$4 million", 4e6, "USD", ""}}},
		"tens and ones":            {"Twenty-five million dollars and one hundred thousand euros.", []sum{{"Twenty-five million dollars", 25e6, "USD", ""}, {"one hundred thousand euros", 1e5, "EUR", ""}}},
		"a few million":            {"It costs several million dollars and millions of dollars, a few hundred million dollars.", nil},
		"a trillion":               {"A $1.5 trillion budget, $1.5tn and $500k.", []sum{{"$1.5 trillion", 1.5e12, "USD", ""}, {"$1.5tn", 1.5e12, "USD", ""}, {"$500k", 5e5, "USD", ""}}},
		"capital letters":          {"$5M, $7B and $9K.", []sum{{"$5M", 5e6, "USD", ""}, {"$7B", 7e9, "USD", ""}, {"$9K", 9e3, "USD", ""}}},
		"meters are no millions":   {"The $5 m of cloth was 5 m long.", []sum{{"$5 m", 5e6, "USD", ""}}},
		"not a model":              {"The B-52 and the M1A2 cost it nothing in 2031.", nil},
		"a score":                  {"They won 3-2 and 24/7.", nil},
		"decades":                  {"In the $1990s model, 5 euro zone states met.", nil},
		"capped":                   {"Capped at $4 million, no more than $3 million.", []sum{{"$4 million", 4e6, "USD", "up to"}, {"$3 million", 3e6, "USD", "up to"}}},
		"an estimated":             {"An estimated $4 million, roughly $3 million, some $2 million, around $1 million.", []sum{{"$4 million", 4e6, "USD", "about"}, {"$3 million", 3e6, "USD", "about"}, {"$2 million", 2e6, "USD", "about"}, {"$1 million", 1e6, "USD", "about"}}},
		"over":                     {"Over $4 million, upwards of $3 million, in excess of $2 million.", []sum{{"$4 million", 4e6, "USD", "more than"}, {"$3 million", 3e6, "USD", "more than"}, {"$2 million", 2e6, "USD", "more than"}}},
		"end of a sentence":        {"It cost $5. Then 3 million people came.", []sum{{"$5", 5, "USD", ""}}},
		"a year behind":            {"It cost $5 in 2031.", []sum{{"$5", 5, "USD", ""}}},
		"weights":                  {"A 30,000-pound bomb and a 2-million-pound load.", nil},
		"the three Rs":             {"It teaches the 3 Rs.", nil},
		"decimal comma":            {"It cost €1,5 million.", []sum{{"€1,5 million", 1.5e6, "EUR", ""}}},
		"a five-dollar bill":       {"A 5-dollar bill.", []sum{{"5-dollar", 5, "USD", ""}}},
		"European thousands":       {"It cost €1.250.000 in all.", []sum{{"€1.250.000", 1250000, "EUR", ""}}},
		"too many digits":          {"$99999999999999999999999999999999999999999999999.", []sum{{"$99999999999999999999999999999999999999999999999", 1e47, "USD", ""}}},
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

// What the clause says that a sum is for.
func TestPurpose(t *testing.T) {
	for in, want := range map[string]string{
		"A $200 million contract was signed.":                   "contract",
		"A $200 million cloud services contract was signed.":    "cloud services contract",
		"It paid a fine of $5 million.":                         "fine",
		"It won a contract worth up to $5 million.":             "contract",
		"A deal valued at about €3 billion fell through.":       "deal",
		"It owes $5 million in damages.":                        "damages",
		"It raised $5 million in new funding.":                  "new funding",
		"A $3 billion loan program began.":                      "loan program",
		"It paid $5 million. Fines of another sort were small.": "",
		"It paid $5 million to the port for a contract.":        "",
		"The port has $5 million and a contract.":               "",
		"It was worth $5 million.":                              "",
		"A 10-million-euro settlement was reached.":             "settlement",
		"It sold for $5.":                                       "",
	} {
		t.Run(in, func(t *testing.T) {
			got := amount.Find(text.New(in))
			if len(got) != 1 || got[0].For != want {
				t.Errorf("got %+v, want %q", got, want)
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
