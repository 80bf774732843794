package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the engine, as database/sql driver "sqlite"

	"storywatch/internal/clock"
	"storywatch/store/schema"
)

const (
	// busyTimeout is how long a statement waits for another process's write. The longest transaction is a poll of some
	// thousand new items, under two seconds on a slow disk.
	busyTimeout = 20 * time.Second
	// readers is the size of the read pool: a listing may ask for details of its rows while it runs, and a few
	// listings may run at once.
	readers = 8
	// quickCheckMax is the file size in bytes up to which Open reads the whole file to find damage: about 0.1 s. Larger
	// stores are checked by Check, when somebody asks.
	quickCheckMax = 32 << 20
	// journalLimit is to how many bytes the write-ahead log is cut after a long import made it grow.
	journalLimit = 64 << 20
	// writerCacheKiB is the writer's page cache. Copies are looked for at 65 random places of an index a document: with
	// SQLite's 2 MB most of them would be reads from the file.
	writerCacheKiB = 64 << 10
	// applicationID marks a file as ours; the first migration writes it.
	applicationID = 0x53545259
	// lockWait is the pause between two tries to get the migration lock.
	lockWait = 50 * time.Millisecond
)

// Options are what Open needs beside the path. The zero Options are good for the program.
type Options struct {
	Clock    clock.Clock // of recorded_at and of tokens' ages; nil means the system's
	ReadOnly bool        // nothing is written, not even a migration
}

// Store is one SQLite file. It is safe for use by several goroutines, and by several processes on one machine.
type Store struct {
	w, r  *sql.DB // w has one connection: writes queue here, not in SQLite
	clock clock.Clock
	path  string
	enc   *zstd.Encoder
	dec   *zstd.Decoder
	stmts statements // of recording, prepared once
}

// Open opens the store at path, makes it when there is none, and brings an older one up to date. It returns ErrNewer
// or ErrDamaged, wrapped with what to do.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	s := &Store{clock: o.Clock, path: abs}
	if err := s.open(ctx, o.ReadOnly); err != nil {
		s.Close()
		return nil, explain("open store "+path, err)
	}
	return s, nil
}

// Path is the absolute path of the store's file.
func (s *Store) Path() string { return s.path }

// Close waits for the statements in hand and closes the file.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.r, s.w} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.dec != nil {
		s.dec.Close()
	}
	return errors.Join(errs...)
}

func (s *Store) open(ctx context.Context, readOnly bool) error {
	want, err := newestMigration()
	if err != nil {
		return err
	}
	have, err := s.probe(ctx)
	switch {
	case err != nil:
		return err
	case have > want:
		return fmt.Errorf("%w: it has schema %d, this program knows %d; install the newer program, or restore a backup", ErrNewer, have, want)
	case have < want && readOnly && have == 0:
		return fmt.Errorf("there is no store yet: run `storywatch run` first: %w", fs.ErrNotExist)
	case have < want && readOnly:
		return fmt.Errorf("it has the older schema %d: run `storywatch run` once to bring it up to date", have)
	}
	if s.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)); err != nil {
		return err
	}
	if s.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBodyMemory)); err != nil {
		return err
	}
	if !readOnly {
		if s.w, err = sql.Open("sqlite", dsn(s.path, "_txlock=immediate", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)", "_pragma=foreign_keys(1)",
			"_pragma=journal_size_limit("+itoa(journalLimit)+")", "_pragma=cache_size(-"+itoa(writerCacheKiB)+")")); err != nil {
			return err
		}
		s.w.SetMaxOpenConns(1)
		if have < want {
			if err := s.migrate(ctx); err != nil {
				return err
			}
		}
	}
	if s.r, err = sql.Open("sqlite", dsn(s.path, "mode=rw", "_pragma=query_only(1)")); err != nil {
		return err
	}
	s.r.SetMaxOpenConns(readers)
	s.r.SetMaxIdleConns(readers)
	return s.r.PingContext(ctx)
}

// dsn names a file for the driver: every pragma stands in it, so that it reaches every connection of a pool.
func dsn(path string, params ...string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") { // a drive letter
		p = "/" + p
	}
	params = append([]string{"_pragma=busy_timeout(" + strconv.FormatInt(busyTimeout.Milliseconds(), 10) + ")"}, params...)
	return "file://" + (&url.URL{Path: p}).EscapedPath() + "?" + strings.Join(params, "&")
}

// probe looks at the file before anything is written to it and returns its schema version: 0 when there is no store
// yet. A file that is no database, or somebody else's, is ErrDamaged and stays as it is.
func (s *Store) probe(ctx context.Context) (version int64, err error) {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(s.path)); err != nil {
			return 0, fmt.Errorf("make its folder first, or does `store:` name another? %w", err)
		}
		return 0, nil
	case err != nil:
		return 0, err
	case info.IsDir():
		return 0, fmt.Errorf("%s is a folder: name a file in it", s.path)
	case info.Size() == 0:
		return 0, nil
	}
	db, err := sql.Open("sqlite", dsn(s.path, "mode=rw", "_pragma=query_only(1)"))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var id, tables, versioned int64
	err = db.QueryRowContext(ctx, `SELECT count(*), count(CASE WHEN name = 'goose_db_version' THEN 1 END)
		FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`).Scan(&tables, &versioned)
	if err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, err
	}
	switch {
	case id != applicationID && tables > versioned:
		return 0, fmt.Errorf("%w: it is a database of another program; name another file", ErrDamaged)
	case versioned == 0:
		return 0, nil
	}
	if info.Size() <= quickCheckMax {
		if err := quickCheck(ctx, db); err != nil {
			return 0, err
		}
	}
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied = 1").Scan(&version)
	return version, err
}

// Check reads the whole file and returns ErrDamaged with the first thing that is wrong.
func (s *Store) Check(ctx context.Context) error {
	return explain("check store "+s.path, quickCheck(ctx, s.r))
}

func quickCheck(ctx context.Context, db *sql.DB) error {
	var answer string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return fmt.Errorf("%w: %s; restore a backup, or see `storywatch doctor`", ErrDamaged, answer)
	}
	return nil
}

// migrate applies what is missing. Two processes that start at once wait for each other.
func (s *Store) migrate(ctx context.Context) (err error) {
	lock := flock.New(s.path + ".lock")
	if _, err := lock.TryLockContext(ctx, lockWait); err != nil {
		return fmt.Errorf("lock %s: %w", lock.Path(), err)
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	p, err := goose.NewProvider(goose.DialectSQLite3, s.w, schema.Files)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	return nil
}

// newestMigration is the number of the last embedded migration.
func newestMigration() (int64, error) {
	names, err := fs.Glob(schema.Files, "*.sql")
	if err != nil || len(names) == 0 {
		return 0, fmt.Errorf("no migrations are embedded: %v", err)
	}
	return goose.NumericComponent(names[len(names)-1])
}
