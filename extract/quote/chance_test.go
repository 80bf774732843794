package quote

import (
	"math"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// TestChance: a common noun is trusted less than a name that the weights find as probable, and a thing least.
func TestChance(t *testing.T) {
	d := text.New("Ada Hale met the captain by the picture.")
	var none *entity.Lexicon
	r := newReader(d, none.Find(d), nil)
	by := func(first, last int, sort phraseSort) attribution {
		return attribution{who: phrase{first: first, last: last, sort: sort}, rule: "before", p: .9}
	}
	for name, tc := range map[string]struct {
		a    attribution
		want float64
	}{
		"a name":                  {by(0, 2, byName), .9},
		"a person without a name": {by(3, 5, byNoun), .81},
		"a thing":                 {by(6, 8, byNoun), .45},
	} {
		t.Run(name, func(t *testing.T) {
			if got := r.chance(tc.a); math.Abs(got-tc.want) > 1e-9 {
				t.Errorf("%q: got %v, want %v", r.text(tc.a.who), got, tc.want)
			}
		})
	}
}
