package event

import (
	"strings"
	"testing"
)

// BenchmarkFind reads an article of about 800 words with a claim in every third sentence.
func BenchmarkFind(b *testing.B) {
	r, err := Compile(nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	in := input(strings.Repeat("Ostrava Rail sued the Harbor Commission on Monday over a fee that it calls unlawful. "+
		"The weather at the coast was mild, and most of the ships that were due in the morning came in on time. "+
		"The port, which has four docks and a railway yard, said that it would not comment on the matter.\n", 15))
	b.SetBytes(int64(len(in.Doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Find(in)
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := Compile(nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
