package worker_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// Texts that present rules have read are left alone; read again with their bytes or without, they say the same.
func TestRereadOfTheSameRules(t *testing.T) {
	d := newDesk(t, nil)
	d.pass(t)
	if r, err := d.Reread(t.Context(), time.Time{}, false, nil); err != nil || r.Texts != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	before := d.item(t)
	for _, bytes := range []string{"kept", "pruned"} {
		if bytes == "pruned" {
			if p, err := d.Store.Prune(t.Context(), d.clock.Now().Add(time.Hour)); err != nil || p.Bodies == 0 && len(before.Events) == 0 {
				t.Fatalf("%+v, %v", p, err)
			}
		}
		r, err := d.Reread(t.Context(), time.Time{}, true, nil)
		if err != nil || r.Texts != 1 || r.Changed != 0 {
			t.Errorf("bytes %s: %+v, %v", bytes, r, err)
		}
	}
	after := d.item(t)
	if after.Author != before.Author || after.PublishedAt != before.PublishedAt || len(after.Quotes) != len(before.Quotes) || len(after.Events) != len(before.Events) {
		t.Errorf("%+v\nwas\n%+v", after.ItemRow, before.ItemRow)
	}
}

// Stopped in the middle, the text in hand is written, the error is that of the context, and the next start does the rest.
func TestStoppedReread(t *testing.T) {
	d := newDesk(t, nil)
	if _, err := d.Import(t.Context(), strings.NewReader(backFile()), false, nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, err := d.Reread(ctx, time.Time{}, true, func(int, int) { cancel() })
	if !errors.Is(err, context.Canceled) || r.Texts != 1 {
		t.Errorf("stopped: %+v, %v", r, err)
	}
	all, err := d.Reread(t.Context(), time.Time{}, true, nil)
	if err != nil || all.Texts < 2 {
		t.Errorf("again: %+v, %v", all, err)
	}
}
