package quote_test

import (
	"os"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// BenchmarkFind reads a political feature of usual length, with as many quotes as usual: cuts the text, finds names and
// quotes. It reports articles a second on one core.
func BenchmarkFind(b *testing.B) {
	raw, err := os.ReadFile("testdata/long.txt")
	if err != nil {
		b.Fatal(err)
	}
	s := string(raw)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		d := text.New(s)
		var l *entity.Lexicon
		quote.Find(d, l.Find(d), nil)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
