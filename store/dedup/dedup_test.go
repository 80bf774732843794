package dedup_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store/dedup"
)

func TestWords(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"marks and case":        {`“Stop!” said Mr. O’Hara.`, []string{"stop", "said", "mr", "ohara"}},
		"straight apostrophe":   {"don't", []string{"dont"}},
		"quotation by single":   {"'tis the 'end' now", []string{"tis", "the", "end", "now"}},
		"numbers":               {"1,200 ships, 3.5%", []string{"1", "200", "ships", "3", "5"}},
		"composed and not":      {"cafe\u0301", []string{"café"}},
		"full width":            {"ＡＢＣ１２", []string{"abc12"}},
		"ligature":              {"oﬃce", []string{"office"}},
		"script without spaces": {"東京 is big", []string{"東", "京", "is", "big"}},
		"nothing":               {"—!? …", []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := dedup.Words(tc.text); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestHashSeesWordsOnly(t *testing.T) {
	a := dedup.Hash(dedup.Split("The harbor board met.\n\nIt voted."))
	if b := dedup.Hash(dedup.Split("the HARBOR board met; it “voted”")); a != b {
		t.Error("another hash for the same words")
	}
	if b := dedup.Hash(dedup.Split("The harbor board met. It voted twice.")); a == b {
		t.Error("one hash for different words")
	}
	if h := dedup.Hash(dedup.Split(" \n—\n")); h != "" {
		t.Errorf("a text without words has hash %q", h)
	}
}

// prose is n invented words, the same for the same seed.
func prose(seed uint64, n int) []string {
	rnd := rand.New(rand.NewPCG(seed, 7))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("word%d", rnd.IntN(3000))
	}
	return words
}

func grams(words ...[]string) dedup.Grams {
	return dedup.GramsOf(dedup.Split(strings.Join(slices.Concat(words...), " ")), nil)
}

func TestJudge(t *testing.T) {
	article, other, more := prose(1, 400), prose(2, 400), prose(3, 1000)
	edited := slices.Clone(article)
	for i := 10; i < len(edited); i += 40 {
		edited[i] = "changed"
	}
	sourceless := dedup.Circumstances{Titles: -1}
	oneSource := func(titles float64, apart time.Duration) dedup.Circumstances {
		return dedup.Circumstances{SameSource: true, Titles: titles, Apart: apart}
	}
	for name, tc := range map[string]struct {
		a, b dedup.Grams
		c    dedup.Circumstances
		want dedup.Relation
	}{
		"the same words":                          {grams(article), grams(article), sourceless, dedup.Same},
		"edited here and there":                   {grams(article), grams(edited), sourceless, dedup.Same},
		"with a foreword of the syndicate":        {grams(article), grams(prose(9, 60), article), sourceless, dedup.Same},
		"another article":                         {grams(article), grams(other), sourceless, dedup.Different},
		"a paragraph in common":                   {grams(article, prose(5, 60)), grams(other, prose(5, 60)), sourceless, dedup.Different},
		"a round-up holds it":                     {grams(more, article), grams(article), sourceless, dedup.Contains},
		"it is in a round-up":                     {grams(article), grams(more, article), sourceless, dedup.Contained},
		"nothing and something":                   {nil, grams(article), sourceless, dedup.Different},
		"a paywall's form under unlike titles":    {grams(article[:160]), grams(article[:160]), oneSource(0, time.Hour), dedup.Stub},
		"a whole article with a new title":        {grams(article), grams(edited), oneSource(0, time.Hour), dedup.Same},
		"a developing report, same title":         {grams(article[:80]), grams(article[:70], more[:400]), oneSource(.8, time.Hour), dedup.Same},
		"the same, a week later, is a round-up":   {grams(article[:80]), grams(article[:70], more[:400]), oneSource(.8, 7*24*time.Hour), dedup.Contained},
		"the same, elsewhere, is a round-up":      {grams(article[:80]), grams(article[:70], more[:400]), dedup.Circumstances{Titles: 1}, dedup.Contained},
		"a column's title, but nothing in common": {grams(article), grams(other), oneSource(1, time.Hour), dedup.Different},
	} {
		t.Run(name, func(t *testing.T) {
			s := dedup.Compare(tc.a.Sketch(), tc.b.Sketch())
			if got := dedup.Judge(s, tc.c); got != tc.want {
				t.Errorf("got %d, want %d at %+v", got, tc.want, s)
			}
		})
	}
}

func TestBoilerplateMakesATextThin(t *testing.T) {
	form := dedup.Split(strings.Join(prose(4, 120), " ") + "\n" + strings.Join(prose(6, 20), " "))
	if dedup.GramsOf(form, nil).Thin() {
		t.Fatal("140 words are thin")
	}
	own := dedup.GramsOf(form, func(p dedup.Paragraph) bool { return p.Hash == form[0].Hash })
	if !own.Thin() || len(own) != 16 {
		t.Errorf("%d own grams in 20 own words, want 16", len(own))
	}
}

func TestBandsMeet(t *testing.T) {
	// Texts of resemblance .25 and more must meet in a band, as the probabilities beside BandRows say.
	met, apart, falsely := 0, 0, 0
	const n = 200
	for i := range uint64(n) {
		shared := prose(1000+i, 160) // of 400 words each: J = 156/(792-156) ≈ .245
		a, b := grams(shared, prose(2000+i, 240)), grams(shared, prose(3000+i, 240))
		if meet(t, a, b) {
			met++
		} else {
			apart++
		}
		if meet(t, a, grams(prose(4000+i, 400))) {
			falsely++
		}
	}
	if met < n*95/100 {
		t.Errorf("%d of %d near copies met", met, met+apart)
	}
	if falsely > n/100 {
		t.Errorf("%d of %d unrelated texts met", falsely, n)
	}
}

func meet(t *testing.T, a, b dedup.Grams) bool {
	t.Helper()
	x, ok := a.Sign()
	y, ok2 := b.Sign()
	if !ok || !ok2 {
		t.Fatal("no signature")
	}
	p, q := x.Bands(), y.Bands()
	return slices.ContainsFunc(p[:], func(h int64) bool { return slices.Contains(q[:], h) })
}

func TestSignatureEstimatesJaccard(t *testing.T) {
	var off float64
	const n = 100
	for i := range uint64(n) {
		shared := prose(5000+i, 30) // few grams, so that many bins are empty and must borrow
		a, b := grams(shared, prose(6000+i, 30)), grams(shared, prose(7000+i, 30))
		x, _ := a.Sign()
		y, _ := b.Sign()
		equal := 0
		for j := range x {
			if x[j] == y[j] {
				equal++
			}
		}
		off += float64(equal)/dedup.SignatureSize - dedup.Compare(a.Sketch(), b.Sketch()).Jaccard
	}
	if off = math.Abs(off / n); off > .03 {
		t.Errorf("the estimate is off by %.3f on average, so it is biased", off)
	}
	if _, ok := (dedup.Grams{}).Sign(); ok {
		t.Error("the empty set has a signature")
	}
}

func TestSketchesSurviveStorage(t *testing.T) {
	for _, g := range []dedup.Grams{nil, {0}, {0, 1, math.MaxUint32}, grams(prose(1, 500)), grams(prose(2, 5000))} {
		b := g.Sketch().Encode()
		got, err := dedup.DecodeSketch(b)
		if err != nil || got.Size != len(g) || !slices.Equal(got.Encode(), b) {
			t.Errorf("%v became %v, %v", g, got, err)
		}
	}
}

// The first version of the store kept whole sets as differences of neighbours.
func TestSketchOfAWholeSet(t *testing.T) {
	g := grams(prose(1, 700))
	var b []byte
	var last uint32
	for _, x := range g {
		b = binary.AppendUvarint(b, uint64(x-last))
		last = x
	}
	got, err := dedup.DecodeSketch(b)
	if want := g.Sketch(); err != nil || !slices.Equal(got.Encode(), want.Encode()) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestSketchIsSmallAndNear(t *testing.T) {
	// Texts of unlike length, of which the sketches hold unlike shares, are compared by the share that both hold.
	var worst, sum float64
	const n = 60
	for i := range uint64(n) {
		whole, part := grams(prose(100+i, 4000)), grams(prose(100+i, 2400), prose(900+i, 400))
		s := dedup.Compare(whole.Sketch(), part.Sketch())
		exact := containment(whole, part)
		worst, sum = max(worst, math.Abs(s.Containment-exact)), sum+s.Containment-exact
		if b := len(whole.Sketch().Encode()); b > 3*dedup.SketchSize {
			t.Fatalf("a sketch of %d grams takes %d bytes", len(whole), b)
		}
	}
	if worst > .15 || math.Abs(sum/n) > .02 {
		t.Errorf("containment is off by up to %.3f, by %.3f on average", worst, sum/n)
	}
}

func containment(a, b dedup.Grams) float64 {
	common := 0
	for _, x := range b {
		if _, ok := slices.BinarySearch(a, x); ok {
			common++
		}
	}
	return float64(common) / float64(min(len(a), len(b)))
}

func TestTitles(t *testing.T) {
	for name, tc := range map[string]struct {
		a, b string
		want float64
	}{
		"the same":       {"Harbor board sues ferry line", "HARBOR BOARD SUES FERRY LINE", 1},
		"nothing shared": {"Harbor board sues ferry line", "Winter wheat prices climb", 0},
		"half":           {"Harbor board sues ferry", "Harbor board thanks donors", .5},
		"too short":      {"Live updates", "Live updates", -1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := dedup.TitleOverlap(tc.a, tc.b); got != tc.want {
				t.Errorf("got %g, want %g", got, tc.want)
			}
		})
	}
	a, ok := dedup.TitleKey(1, "Harbor board sues ferry line")
	b, _ := dedup.TitleKey(1, "Harbor Board Sues Ferry Line!")
	c, _ := dedup.TitleKey(2, "Harbor board sues ferry line")
	if !ok || a != b || a == c {
		t.Errorf("keys %d %d %d: the first two must agree, the third be another source's", a, b, c)
	}
	if _, ok := dedup.TitleKey(1, "Live updates"); ok {
		t.Error("a title that means any article has a key")
	}
}

func TestRevise(t *testing.T) {
	before := []string{
		"The board met on Monday.", "“We will not wait,” Mara Holm said.", "The ferry line declined to comment.", "More was not known.",
	}
	for name, tc := range map[string]struct {
		after []string
		want  dedup.Diff
		fresh []int
	}{
		"nothing":               {before, dedup.Diff{}, nil},
		"marks and case":        {[]string{"The Board met on Monday", before[1], before[2], before[3]}, dedup.Diff{}, nil},
		"moved":                 {[]string{before[2], before[0], before[1], before[3]}, dedup.Diff{}, nil},
		"added at the front":    {append([]string{"The board sued the ferry line on Tuesday."}, before...), dedup.Diff{Added: []int{0}}, []int{0}},
		"removed":               {before[:3], dedup.Diff{Removed: []int{3}}, nil},
		"a quote made gentler":  {[]string{before[0], "“We would rather not wait,” Mara Holm said.", before[2], before[3]}, dedup.Diff{Changed: []dedup.Change{{Before: 1, After: 1}}}, []int{1}},
		"replaced by other":     {[]string{before[0], before[1], before[2], "Ticket sales end in June."}, dedup.Diff{Added: []int{3}, Removed: []int{3}}, []int{3}},
		"said a second time":    {append(slices.Clone(before), before[0]), dedup.Diff{Added: []int{4}}, []int{4}},
		"everything new":        {[]string{"Quite another text."}, dedup.Diff{Added: []int{0}, Removed: []int{0, 1, 2, 3}}, []int{0}},
		"lines without a word":  {append(slices.Clone(before), "* * *"), dedup.Diff{}, nil},
		"emptied":               {nil, dedup.Diff{Removed: []int{0, 1, 2, 3}}, nil},
		"two reworded in order": {[]string{"The board met on Tuesday.", before[1], "The ferry line again declined to comment.", before[3]}, dedup.Diff{Changed: []dedup.Change{{0, 0}, {2, 2}}}, []int{0, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			got := dedup.Revise(before, tc.after)
			if !slices.Equal(got.Added, tc.want.Added) || !slices.Equal(got.Removed, tc.want.Removed) || !slices.Equal(got.Changed, tc.want.Changed) {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
			if fresh := got.New(); !slices.Equal(fresh, tc.fresh) {
				t.Errorf("new are %v, want %v", fresh, tc.fresh)
			}
		})
	}
}

func FuzzText(f *testing.F) {
	f.Add("“Don’t,” she said.\n東京 — 1,000", "ab cd ef gh ij kl")
	f.Add("'", "\xff\xfe'\u0301")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, w := range dedup.Words(a) {
			if again := dedup.Words(w); len(again) == 0 {
				t.Fatalf("the word %q of %q has no words", w, a)
			}
		}
		g, h := dedup.GramsOf(dedup.Split(a), nil), dedup.GramsOf(dedup.Split(b), nil)
		if !slices.IsSorted(g) {
			t.Fatal("grams are not sorted")
		}
		x, y := dedup.Compare(g.Sketch(), h.Sketch()), dedup.Compare(h.Sketch(), g.Sketch())
		if x.Common != y.Common || x.Jaccard != y.Jaccard || x.Containment != y.Containment {
			t.Fatalf("comparison depends on the order: %+v, %+v", x, y)
		}
		if x.Jaccard > 1 || x.Containment > 1 || x.Containment < x.Jaccard {
			t.Fatalf("impossible: %+v", x)
		}
		if back, err := dedup.DecodeSketch(g.Sketch().Encode()); err != nil || dedup.Compare(back, g.Sketch()).Containment < 1 && len(g) > 0 {
			t.Fatalf("%v became %v, %v", g, back, err)
		}
		d := dedup.Revise(strings.Split(a, "\n"), strings.Split(b, "\n"))
		if len(d.New())-len(d.Changed) != len(d.Added) {
			t.Fatalf("a sentence is both added and changed: %+v", d)
		}
	})
}

func FuzzDecodeSketch(f *testing.F) {
	f.Add([]byte{1, 2, 3})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f, 1})
	f.Add(grams(prose(1, 600)).Sketch().Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := dedup.DecodeSketch(b)
		if err != nil {
			return
		}
		if again, err := dedup.DecodeSketch(s.Encode()); err != nil || !slices.Equal(again.Encode(), s.Encode()) {
			t.Fatalf("%v became %v, %v", s, again, err)
		}
		dedup.Compare(s, grams(prose(1, 600)).Sketch())
	})
}

// BenchmarkSign is what one document of 600 words costs: normalised, hashed, cut into grams, signed.
func BenchmarkSign(b *testing.B) {
	text := strings.Join(prose(1, 600), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		p := dedup.Split(text)
		dedup.Hash(p)
		sig, _ := dedup.GramsOf(p, nil).Sign()
		sig.Bands()
	}
}

// BenchmarkCompare is one candidate checked.
func BenchmarkCompare(b *testing.B) {
	x, y := grams(prose(1, 600)).Sketch(), grams(prose(1, 500), prose(2, 100)).Sketch()
	for b.Loop() {
		dedup.Compare(x, y)
	}
}

// BenchmarkRevise is a page of 60 sentences of which one changed.
func BenchmarkRevise(b *testing.B) {
	var before []string
	for i := range uint64(60) {
		before = append(before, strings.Join(prose(i, 22), " "))
	}
	after := slices.Clone(before)
	after[30] = strings.Join(prose(30, 20), " ")
	for b.Loop() {
		dedup.Revise(before, after)
	}
}
