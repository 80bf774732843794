package worker_test

import (
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
