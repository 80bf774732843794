package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"storywatch/internal/clock"
	"storywatch/store"
)

// day0 is when the world of these tests begins.
var day0 = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// open opens the store at path on a clock that stands at day0.
func open(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path, store.Options{Clock: clock.NewManual(day0)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func fresh(t testing.TB) *store.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "store.db"))
}

func TestOpenMakesAndReopens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder with 100% #odd? name.db")
	open(t, path).Close()
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the store is not where it was asked for: %v", err)
	}
	s := open(t, path)
	if seq, err := s.ChangeSeq(t.Context()); err != nil || seq != 0 {
		t.Errorf("change sequence of an empty store = %d, %v", seq, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := store.Open(context.Background(), path, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			s.Close()
		})
	}
	wg.Wait()
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	sqlFile := func(name, statement string) string {
		p := filepath.Join(dir, name)
		if strings.HasPrefix(name, "newer") {
			open(t, p).Close()
		}
		db, err := sql.Open("sqlite", p)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		return p
	}
	cut := filepath.Join(dir, "cut.db")
	open(t, cut).Close()
	if b, err := os.ReadFile(cut); err != nil || os.WriteFile(cut, b[:len(b)/2], 0o600) != nil {
		t.Fatal("cannot cut the store", err)
	}
	tests := []struct {
		name, path string
		want       error
		says       string
	}{
		{"text", file("notes.txt", strings.Repeat("no database, just words. ", 400)), store.ErrDamaged, "no database"},
		{"another program's database", sqlFile("other.db", "CREATE TABLE bookmarks (url TEXT)"), store.ErrDamaged, "another program"},
		{"newer schema", sqlFile("newer.db", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"), store.ErrNewer, "install the newer program"},
		{"half a file", cut, store.ErrDamaged, "restore a backup"},
		{"folder", dir, nil, "is a folder"},
		{"no such folder", filepath.Join(dir, "no", "where.db"), nil, "make its folder first"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), tt.path, store.Options{})
			if err == nil {
				s.Close()
				t.Fatal("it was opened")
			}
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("error %q is not %q", err, tt.want)
			}
			if !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), tt.path) {
				t.Errorf("error %q does not say %q and the path", err, tt.says)
			}
		})
	}
}

func TestOpenReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	if _, err := store.Open(t.Context(), path, store.Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("reading a store that is not there: %v", err)
	}
	open(t, path).Close()
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.SetCursor(t.Context(), "mine", 3, day0); err == nil {
		t.Error("a store opened for reading was written")
	}
}

// exec runs a statement behind the API.
func exec(t testing.TB, s *store.Store, statement string, args ...any) {
	t.Helper()
	if _, err := s.Writer().Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// query1 is the one number that a query gives.
func query1(t testing.TB, s *store.Store, query string, args ...any) (n int64) {
	t.Helper()
	if err := s.Writer().QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}
