package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"storywatch/store"
)

// CursorName is the name of a cursor as the store keeps it: every kind of export has its own, and every narrowing of it,
// for rows that one filter left out were not exported to those who ask without it. A span of time is no part of it.
func CursorName(what, name string, f store.Filter) string {
	key := fmt.Sprintf("export %s %q", what, name)
	for _, x := range []struct{ word, value string }{{"source", f.Source}, {"speaker", f.Speaker}, {"type", f.Type}, {"search", f.Search}, {"state", f.State}} {
		if x.value != "" {
			key += fmt.Sprintf(" %s=%q", x.word, strings.ToLower(x.value))
		}
	}
	if f.Story != 0 {
		key += fmt.Sprintf(" story=%d", f.Story)
	}
	return key
}

// New writes what no earlier export of that name gave, and again what was since upgraded, revised or withdrawn. The cursor
// moves only when write has returned without an error, so what a full disk or a kill cut off comes again.
func New(ctx context.Context, st *store.Store, r Request, name string, now time.Time, write func(Request) (int, error)) (int, error) {
	key := CursorName(r.What, name, r.Filter)
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
// and an fsync of the folder. A file that is there keeps its permissions; through a symbolic link the file behind it is
// written. What is no file (a pipe, a device) is written as it is.
func File(path string, write func(io.Writer) error) error {
	path, mode, err := target(path)
	switch {
	case err != nil:
	case mode.IsRegular():
		err = replace(path, mode, write)
	default:
		err = device(path, write)
	}
	if err == nil {
		return nil
	}
	var of *fs.PathError // names the file once more, or the temporary one
	if errors.As(err, &of) {
		err = of.Err
	}
	return fmt.Errorf("write %s: %w", path, err)
}

func replace(path string, mode fs.FileMode, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	if err = fill(f, mode, write); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	return syncDir(dir)
}

// newFileMode is that of a file that was not there.
const newFileMode fs.FileMode = 0o644

// target is the file that path means, and what it is; one that is not there is a regular file to be.
func target(path string) (string, fs.FileMode, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, newFileMode, nil
	case err != nil:
		return path, 0, err
	case info.IsDir():
		return path, 0, errors.New("it is a folder: name a file in it")
	}
	return path, info.Mode(), nil
}

// fill writes and closes the temporary file.
func fill(f *os.File, mode fs.FileMode, write func(io.Writer) error) error {
	err := write(f)
	if err == nil {
		err = f.Chmod(mode.Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func device(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
