package store_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store"
	"storywatch/store/dedup"
)

const (
	archivedTexts = 1_000_000 // texts that a new one may be a copy of: far more than a beat sees in the two periods that are looked at
	textGrams     = 500       // of each: an article of some 600 words
	batchTexts    = 10
)

// BenchmarkDocumentAgainstArchive records documents, a tenth of them copies, against archivedTexts stored ones, and reports what
// recording one takes and what recognising it takes on disk.
func BenchmarkDocumentAgainstArchive(b *testing.B) {
	s := fresh(b)
	record(b, s, observed("gull.example", 1, 0, body(1)...)) // the source, item, page and article that all stored texts share
	pages := func() int64 { return query1(b, s, "SELECT page_count FROM pragma_page_count()") }
	before := pages()
	fillTexts(b, s)
	perText := float64(pages()-before) * float64(query1(b, s, "SELECT page_size FROM pragma_page_size()")) / archivedTexts
	rng := rand.New(rand.NewPCG(5, 6))
	next := 1000
	fresh := func() store.Observation {
		next++
		o := observed("gull.example", next, next/100, body(int(rng.Uint32()>>1))...)
		if next%10 == 0 {
			o.Sentences = body(1)
			o.Text = strings.Join(o.Sentences, "\n\n")
		}
		return o
	}
	// alone: decided, written and safe on the disk before the next
	b.Run("alone", func(b *testing.B) {
		var took []time.Duration
		for b.Loop() {
			o := fresh()
			start := time.Now()
			record(b, s, o)
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/p50")
		b.ReportMetric(perText, "B/text")
	})
	// batch: ten in a transaction, as an import writes them; what is left is deciding
	b.Run("batch", func(b *testing.B) {
		var took []time.Duration
		for b.Loop() {
			var all []store.Observation
			for range batchTexts {
				all = append(all, fresh())
			}
			start := time.Now()
			if _, err := s.RecordAll(b.Context(), all, ladder); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start)/batchTexts)
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/text/p95")
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/text/p50")
	})
}

// fillTexts writes sketches and bands of random texts inside the engine, bands in the order of their keys, which is quicker than
// as they come and leaves the pages fuller: what a store takes that grew by itself is the larger by a third at most.
func fillTexts(b *testing.B, s *store.Store) {
	b.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	grams := make(dedup.Grams, textGrams)
	for i := range grams {
		grams[i] = rng.Uint32()
	}
	slices.Sort(grams)
	exec(b, s, "PRAGMA foreign_keys = OFF")
	exec(b, s, "PRAGMA synchronous = OFF")
	exec(b, s, `INSERT INTO revision (id, page_id, item_id, number, seen_at, recorded_at, signature, grams)
		WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < $1)
		SELECT 1000 + i, 1, 1, 1000 + i, $2, $2, $3, $4 FROM k`, archivedTexts, day0.UnixMilli(), grams.Sketch().Encode(), textGrams)
	exec(b, s, `INSERT INTO band (period, hash, revision_id)
		WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < $1 - 1)
		SELECT $2, i * 4294967296 / $1 - 2147483648, 1001 + (i * 7919) % $3 FROM k`,
		int64(archivedTexts)*dedup.BandCount, day0.UnixMilli()/(60*24*time.Hour).Milliseconds(), archivedTexts)
	exec(b, s, "PRAGMA synchronous = FULL")
	exec(b, s, "PRAGMA foreign_keys = ON")
}
