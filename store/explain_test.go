package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"storywatch/store"
)

// TestErrorsSayWhatToDo takes every error from the engine itself.
func TestErrorsSayWhatToDo(t *testing.T) {
	tests := []struct {
		name  string
		cause func(t *testing.T, path string) error
		says  string
		is    error
	}{
		{"disk full", func(t *testing.T, path string) error {
			db := raw(t, path, "")
			db.SetMaxOpenConns(1)
			if _, err := db.Exec("PRAGMA max_page_count = 1"); err != nil {
				t.Fatal(err)
			}
			_, err := db.Exec("INSERT INTO cursor (name, seq, at) VALUES (hex(zeroblob(9000000)), 1, 1)")
			return err
		}, "free some space", nil},
		{"read-only", func(t *testing.T, path string) error {
			_, err := raw(t, path, "?_pragma=query_only(1)").Exec("DELETE FROM cursor")
			return err
		}, "write permission", nil},
		{"locked", func(t *testing.T, path string) error {
			tx, err := raw(t, path, "?_txlock=immediate").Begin()
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback()
			_, err = raw(t, path, "").Exec("DELETE FROM cursor")
			return err
		}, "another process", nil},
		{"no such folder", func(t *testing.T, path string) error {
			_, err := raw(t, filepath.Join(filepath.Dir(path), "no", "where.db"), "").Exec("SELECT 1")
			return err
		}, "does its folder exist", nil},
		{"no database", func(t *testing.T, path string) error {
			other := path + ".txt"
			if err := os.WriteFile(other, []byte(strings.Repeat("words ", 2000)), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := raw(t, other, "").Exec("CREATE TABLE t (x)")
			return err
		}, "no database", store.ErrDamaged},
		{"anything else keeps its cause", func(*testing.T, string) error { return os.ErrClosed }, "closed", os.ErrClosed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			open(t, path)
			err := store.Explain("write the poll", tt.cause(t, path))
			if err == nil {
				t.Fatal("nothing failed")
			}
			if !strings.HasPrefix(err.Error(), "write the poll: ") || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%q does not say %q", err, tt.says)
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("%q is not %q", err, tt.is)
			}
		})
	}
	if err := store.Explain("write the poll", nil); err != nil {
		t.Errorf("no error became %v", err)
	}
}

// raw opens a file without the store.
func raw(t *testing.T, path, params string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path+params)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
