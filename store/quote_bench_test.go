package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"storywatch/store"
	"storywatch/store/dedup"
)

// archivedQuotes is how many quotes the archive of the benchmark holds: three years of a busy beat.
const archivedQuotes = 1_000_000

// syntheticWords draws words as prose does: few are everywhere, most are rare (Zipf).
func syntheticWords(z *rand.Zipf, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "w" + strconv.FormatUint(z.Uint64(), 36)
	}
	return out
}

// BenchmarkQuoteAgainstArchive records a document with one new quote against archivedQuotes stored ones; the same without a quote is what the rest of recording takes.
func BenchmarkQuoteAgainstArchive(b *testing.B) {
	s := fresh(b)
	rng := rand.New(rand.NewPCG(1, 2))
	z := rand.NewZipf(rng, 1.1, 3, 30_000)
	fillQuotes(b, s, z)
	for _, with := range []bool{false, true} {
		b.Run(fmt.Sprintf("quote=%v", with), func(b *testing.B) {
			took := make([]time.Duration, 0, b.N)
			for i := range b.N {
				o := observed("gull.example", 1000+i, i/100, body(int(rng.Uint32()>>1))...)
				if with {
					words := strings.Join(syntheticWords(z, 10+rng.IntN(40)), " ")
					o.Quotes = []store.Quote{{Span: store.Span{Text: words}, Kind: "direct", Speaker: "Mara Holm", Confidence: .9}}
				}
				start := time.Now()
				record(b, s, o)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/p50")
		})
	}
}

// fillQuotes writes the archive without the text index, which no look-up here reads, and the grams in their order, which is
// quicker than as they come.
func fillQuotes(b *testing.B, s *store.Store, z *rand.Zipf) {
	b.Helper()
	exec(b, s, "DROP TRIGGER quote_fts_insert")
	tx, err := s.Writer().Begin()
	if err != nil {
		b.Fatal(err)
	}
	insert := func(statement string) func(...any) {
		st, err := tx.Prepare(statement)
		if err != nil {
			b.Fatal(err)
		}
		return func(args ...any) {
			if _, err := st.Exec(args...); err != nil {
				b.Fatal(err)
			}
		}
	}
	quote := insert("INSERT INTO quote (id, key, words, speaker, kind, confidence, seen_at, recorded_at, change_seq) VALUES ($1, $2, $3, 'Mara Holm', 'direct', .9, 0, 0, 1)")
	type posting struct{ hash, quote int64 }
	var postings []posting
	for id := range int64(archivedQuotes) {
		words := syntheticWords(z, 10+int(id)%40)
		quote(id+1, fmt.Sprintf("%032d", id), strings.Join(words, " "))
		for _, g := range dedup.QuoteGrams(words, false) {
			postings = append(postings, posting{g, id + 1})
		}
	}
	slices.SortFunc(postings, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.quote, b.quote))
	})
	gram := insert("INSERT INTO quote_gram (hash, quote_id) VALUES ($1, $2)")
	for _, p := range postings {
		gram(p.hash, p.quote)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	b.Logf("%.1f grams a quote", float64(len(postings))/archivedQuotes)
	exec(b, s, "CREATE TRIGGER quote_fts_insert AFTER INSERT ON quote BEGIN INSERT INTO quote_fts (rowid, words, speaker) VALUES (new.id, new.words, new.speaker); END")
}
