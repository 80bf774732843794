package export

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"storywatch/store"
)

// CursorName is the name of a cursor as the store keeps it: every kind of export has its own.
func CursorName(what, name string) string { return "export " + what + " " + name }

// New writes what no earlier export of that name gave, and again what was since upgraded, revised or withdrawn. The cursor
// moves only when write has returned without an error, so what a full disk or a kill cut off comes again.
func New(ctx context.Context, st *store.Store, r Request, name string, now time.Time, write func(Request) (int, error)) (int, error) {
	key := CursorName(r.What, name)
	after, err := st.Cursor(ctx, key)
	if err != nil {
		return 0, err
	}
	upTo, err := st.ChangeSeq(ctx)
	if err != nil {
		return 0, err
	}
	r.Filter.AfterSeq, r.Filter.UpToSeq = after, upTo
	if upTo == 0 {
		r.Filter.UpToSeq = -1 // an empty store: nothing, rather than no bound
	}
	n, err := write(r)
	if err != nil {
		return n, err
	}
	if upTo > after {
		err = st.SetCursor(ctx, key, upTo, now)
	}
	return n, err
}

// File writes a file that is either the whole old one or the whole new one: a temporary file beside it, fsync, rename,
// and an fsync of the folder.
func File(path string, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer d.Close()
	if serr := d.Sync(); serr != nil {
		return fmt.Errorf("write %s: %w", path, serr)
	}
	return nil
}
