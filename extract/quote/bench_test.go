package quote_test

import (
	"os"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// BenchmarkFind reads one article of usual length, names and all.
func BenchmarkFind(b *testing.B) {
	raw, err := os.ReadFile("testdata/harbor.txt")
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
}
