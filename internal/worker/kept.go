package worker

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"storywatch/extract"
	"storywatch/extract/page"
	"storywatch/store"
)

// keptText is a text of a store that is read once more.
type keptText struct {
	*store.Stored
	body  func() (store.Body, error)
	whole bool // it was read from its bytes, which give this very text
}

func keptIn(ctx context.Context, st *store.Store, id store.StoredID) (*keptText, error) {
	d, err := st.Stored(ctx, id)
	if err != nil {
		return nil, err
	}
	return &keptText{Stored: d, body: func() (store.Body, error) { return st.Body(ctx, d.BodySHA256) }}, nil
}

// read reads the text by present rules. The kept bytes say more than the text alone: which paragraphs are quotations, what
// the page says of its date. They are what the text was read from as long as they give that very text; where the rules
// find another text in them by now, or they were pruned, the kept text is read as it stands.
func (k *keptText) read(r *extract.Reader) (extract.Facts, error) {
	in := extract.Input{ID: k.ID, URL: k.URL, Title: k.Title, Source: k.Source, Byline: k.Byline, Published: k.Listed, PublishedPrecision: k.ListedPrecision, Now: k.SeenAt}
	whole := in
	switch {
	case k.BodySHA256 != "":
		body, err := k.body()
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return extract.Facts{}, err
		}
		whole.HTML, whole.ContentType = body.Bytes, body.ContentType
	case k.ObservedBy == "feed":
		whole.HTML, whole.ContentType, whole.Fragment = []byte(k.ContentHTML), "text/html; charset=utf-8", true
	}
	if len(whole.HTML) > 0 {
		if f := r.Read(whole); f.Text == k.Text {
			f.Title, k.whole = k.Title, true
			if k.hadOnlyListing() {
				f.State = k.State
			}
			return f, nil
		}
	}
	in.Text = k.Text
	if k.State == page.List {
		in.State = page.List
	}
	if t, precision, err := ParseTime(k.Published.Value); err == nil && in.Published.IsZero() {
		in.Published, in.PublishedPrecision = t, precision
	}
	f := r.Read(in)
	f.Published, f.Modified.Value = extract.Date(k.Published), k.Modified
	f.Site, f.State = k.Site, cmp.Or(k.State, f.State)
	return f, nil
}

// hadOnlyListing reports whether the text is what the list said of a page that could not be had.
func (k *keptText) hadOnlyListing() bool {
	return k.State == store.ItemBlocked || k.State == store.ItemGone || k.State == store.ItemFailed
}

// Replay reads the texts that another store kept from since on and remembers them in this one, as if they came now one
// after the other at the times when they were seen: what this worker's rules and config would have made of them. What
// came from a source of the other store that this config does not have is left out; skipped names those. The other store
// is only read.
func (w *Worker) Replay(ctx context.Context, from *store.Store, since time.Time, progress func(done, of int)) (t Tally, skipped map[string]int, err error) {
	ids, err := from.StoredIDs(ctx, since, time.Time{}, 0)
	if err != nil {
		return t, nil, err
	}
	skipped = map[string]int{}
	t, err = w.inOrder(ctx, func(ctx context.Context, yield func(*importJob) bool) error {
		for _, id := range ids {
			k, err := keptIn(ctx, from, id)
			switch {
			case errors.Is(err, store.ErrNotFound):
				continue // pruned since it was listed
			case err != nil:
				return err
			case w.gone(k.Stored):
				skipped[k.Source]++
				continue
			}
			if !yield(&importJob{kept: k, in: extract.Input{ID: k.ID}, done: make(chan struct{})}) {
				return ctx.Err()
			}
		}
		return nil
	}, func(j *importJob, _ time.Time) store.Observation { return w.replayed(j) }, func(done int) {
		if progress != nil {
			progress(done, len(ids))
		}
	})
	if err != nil {
		return t, skipped, fmt.Errorf("replay: %w", err)
	}
	return t, skipped, nil
}

// gone reports whether a text is of a source that this config does not ask.
func (w *Worker) gone(d *store.Stored) bool {
	if _, ok := w.sources[d.Source]; ok {
		return false
	}
	return d.SourceKind != "import" && d.SourceKind != "hand"
}

// replayed is a kept text as if it came now.
func (w *Worker) replayed(j *importJob) store.Observation {
	k := j.kept
	o := Observe(j.facts)
	o.ExternalID, o.Source, o.URL, o.Canonical, o.SeenAt, o.ObservedBy = k.ID, k.Source, k.URL, k.Canonical, k.SeenAt, k.ObservedBy
	if k.Canonical == "" {
		o.URL = "" // several items stand at it: each is a page of its own
	}
	if o.ObservedBy == "fetch" || o.ObservedBy == "feed" {
		o.ObservedBy = "import" // nothing was asked for
	}
	o.Quiet = w.Quiet && k.First && k.Number == 1
	o.OffTopic = k.ObservedBy != "hand" && w.Topics && len(o.Topics) == 0 && !alwaysOnTopic(w.sources[k.Source], o)
	return w.judged(o)
}
