package export_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"storywatch/internal/export"
	"storywatch/store"
)

// exportNew is an export of what is new under a name, as item ids; the write fails where fail is not nil.
func exportNew(t testing.TB, s *store.Store, r export.Request, name string, fail error) (string, error) {
	t.Helper()
	var b bytes.Buffer
	_, err := export.New(t.Context(), s, r, name, day0, func(r export.Request) (int, error) {
		n, err := export.Write(t.Context(), &b, s, r)
		if err == nil {
			err = fail
		}
		return n, err
	})
	var ids []string
	for _, row := range table(t, b.String()) {
		ids = append(ids, strings.TrimSpace(row["item_id"]+" "+row["change"]))
	}
	return strings.Join(ids, ", "), err
}

func TestNewGivesEverythingOnceAndChangesAgain(t *testing.T) {
	s := fresh(t)
	items := export.Request{What: "items", Format: export.CSV}
	expect := func(r export.Request, name, want string) {
		t.Helper()
		got, err := exportNew(t, s, r, name, nil)
		if err != nil || got != want {
			t.Errorf("%s %s: got %q, %v; want %q", r.What, name, got, err, want)
		}
	}
	expect(items, "default", "") // an empty store is no reason to skip what comes
	record(t, s, report(1, "One", "We will win,"))
	record(t, s, report(2, "Two", "We may lose,"))
	expect(items, "default", "doc-1 new, doc-2 new")
	expect(items, "default", "")
	record(t, s, report(3, "Three", "We shall see,"))
	expect(items, "default", "doc-3 new")
	expect(items, "weekly", "doc-1 new, doc-2 new, doc-3 new") // every name reads for itself
	expect(export.Request{What: "developments", Format: export.CSV}, "default", "doc-1 new, doc-2 new, doc-3 new")

	revised := report(1, "One, with more", "We will certainly win this,")
	revised.SeenAt = day0.AddDate(0, 0, 1)
	record(t, s, revised)
	expect(items, "default", "doc-1 revised")
	expect(items, "default", "")
	record(t, s, revised) // the same again is nothing
	expect(items, "default", "")
}

func TestNewSeesBackdatedDocuments(t *testing.T) {
	s := fresh(t)
	items := export.Request{What: "items", Format: export.CSV}
	record(t, s, report(5, "Five", "We will win,"))
	if got, err := exportNew(t, s, items, "default", nil); err != nil || got != "doc-5 new" {
		t.Fatalf("%q, %v", got, err)
	}
	record(t, s, report(1, "One", "We may lose,"))
	if got, err := exportNew(t, s, items, "default", nil); err != nil || got != "doc-1 new" {
		t.Errorf("an import of older documents: got %q, %v", got, err)
	}
}

func TestNewStaysWhereItWasWhenWritingFails(t *testing.T) {
	s := fresh(t)
	items := export.Request{What: "items", Format: export.CSV}
	record(t, s, report(1, "One", "We will win,"))
	full := errors.New("the disk is full")
	for range 2 {
		if got, err := exportNew(t, s, items, "default", full); !errors.Is(err, full) || got != "doc-1 new" {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if got, err := exportNew(t, s, items, "default", nil); err != nil || got != "doc-1 new" {
		t.Errorf("after two failures: got %q, %v", got, err)
	}
}

func TestWritersThatFailAreTold(t *testing.T) {
	s := fresh(t)
	record(t, s, report(1, "One", "We will win,"))
	closed := errors.New("the pipe is closed")
	for _, format := range []string{export.CSV, export.JSONL} {
		w := writerFunc(func([]byte) (int, error) { return 0, closed })
		if _, err := export.Write(t.Context(), w, s, export.Request{What: "items", Format: format}); !errors.Is(err, closed) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// What a filter left out was not exported, so the same name without it gives it.
func TestNarrowedExportsHaveTheirOwnPlace(t *testing.T) {
	s := fresh(t)
	record(t, s, report(1, "One", "We will win,"))
	narrowed := export.Request{What: "quotes", Format: export.CSV, Filter: store.Filter{Speaker: "Nobody"}}
	if got, err := exportNew(t, s, narrowed, "default", nil); err != nil || got != "" {
		t.Fatalf("%q, %v", got, err)
	}
	if got, err := exportNew(t, s, export.Request{What: "quotes", Format: export.CSV}, "default", nil); err != nil || got != "doc-1 new" {
		t.Errorf("got %q, %v", got, err)
	}
	a, b := export.CursorName("items", "x", store.Filter{Source: "y"}), export.CursorName("items", "x source=\"y\"", store.Filter{})
	if a == b {
		t.Errorf("two names are one: %s", a)
	}
}
