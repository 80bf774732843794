package worker

import (
	"context"

	"storywatch/extract"
	"storywatch/store"
)

// HandSource is the source that documents given by hand stand under when none is named.
const HandSource = "added by hand"

// Add reads one document that the user gave, and remembers it. It is kept whatever its topic: the user chose it.
func (w *Worker) Add(ctx context.Context, in extract.Input, body *store.Body) (store.Recorded, extract.Facts, error) {
	facts := w.Reader.Read(in)
	o := Observe(facts)
	o.Source, o.URL, o.SeenAt, o.ObservedBy, o.Body = firstNonEmpty(in.Source, HandSource), in.URL, w.Clock.Now(), "hand", body
	o.Canonical = store.CanonicalURL(firstNonEmpty(facts.Canonical, in.URL))
	done, err := w.Store.Record(ctx, nil, w.judged(o), w.ladder)
	return done, facts, err
}
