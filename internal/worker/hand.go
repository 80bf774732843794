package worker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"storywatch/extract"
	"storywatch/store"
)

// HandSource is the source that documents given by hand stand under when none is named.
const HandSource = "added by hand"

// handIDDigits is how many hexadecimal digits of a text's SHA-256 name a document that has no address: 48 bits keep a
// million of them apart.
const handIDDigits = 12

// Add reads one document that the user gave, and remembers it. It is kept whatever its topic: the user chose it. Without
// an address a document is named by its text, so that two of them are never taken for two versions of one.
func (w *Worker) Add(ctx context.Context, in extract.Input, body *store.Body) (store.Recorded, extract.Facts, error) {
	facts := w.Reader.Read(in)
	o := Observe(facts)
	o.Source, o.URL, o.SeenAt, o.ObservedBy, o.Body = firstNonEmpty(in.Source, HandSource), in.URL, w.Clock.Now(), "hand", body
	o.Canonical = store.CanonicalURL(firstNonEmpty(facts.Canonical, in.URL))
	if o.Canonical == "" && o.URL == "" {
		sum := sha256.Sum256([]byte(o.Title + "\n" + o.Text))
		o.ExternalID = "hand-" + hex.EncodeToString(sum[:])[:handIDDigits]
	}
	if o.From == "feed" {
		o.From = "given" // no feed said so: the user did
	}
	done, err := w.Store.Record(ctx, nil, w.judged(o), w.ladder)
	return done, facts, err
}
