package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// maxBodyMemory is the most bytes one kept body may unpack to: above any `max_body` a user has reason to set, and a
// bound for a file that was tampered with.
const maxBodyMemory = 256 << 20

// putBody keeps raw bytes once per content and returns their SHA-256 in hex; "" for no body. Bytes that were pruned
// and came again are kept again.
func (s *Store) putBody(ctx context.Context, tx *sql.Tx, b *Body) (sha string, err error) {
	if b == nil {
		return "", nil
	}
	sum := sha256.Sum256(b.Bytes)
	sha = hex.EncodeToString(sum[:])
	var kept bool
	err = tx.QueryRowContext(ctx, "SELECT data IS NOT NULL FROM body WHERE sha256 = $1", sha).Scan(&kept)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	if kept {
		return sha, nil
	}
	header, err := json.Marshal(b.Header)
	if err != nil {
		return "", err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO body (sha256, size, data, header, content_type, url, fetched_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (sha256) DO UPDATE SET data = excluded.data, header = excluded.header, content_type = excluded.content_type,
			url = excluded.url, fetched_at = excluded.fetched_at, pruned_at = 0`,
		sha, len(b.Bytes), s.enc.EncodeAll(b.Bytes, nil), string(header), b.ContentType, b.URL, ms(b.FetchedAt))
	return sha, err
}

// Body returns kept bytes by their SHA-256 in hex. It is ErrNotFound also when they were pruned.
func (s *Store) Body(ctx context.Context, sha string) (Body, error) {
	var b Body
	var data []byte
	var header string
	var fetched, pruned, size int64
	err := s.r.QueryRowContext(ctx, "SELECT data, header, content_type, url, fetched_at, pruned_at, size FROM body WHERE sha256 = $1", sha).
		Scan(&data, &header, &b.ContentType, &b.URL, &fetched, &pruned, &size)
	what := "body " + sha
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Body{}, fmt.Errorf("%s: %w: no bytes with this SHA-256 were ever kept", what, ErrNotFound)
	case err != nil:
		return Body{}, explain(what, err)
	case pruned != 0:
		return Body{}, fmt.Errorf("%s: %w: the bytes were dropped on %s (fetch.keep_bodies)", what, ErrNotFound, fromMS(pruned).Format("2006-01-02"))
	}
	if b.Bytes, err = s.dec.DecodeAll(data, make([]byte, 0, min(size, maxBodyMemory))); err != nil {
		return Body{}, fmt.Errorf("%s: %w: unpack: %w", what, ErrDamaged, err)
	}
	sum := sha256.Sum256(b.Bytes)
	if hex.EncodeToString(sum[:]) != sha {
		return Body{}, fmt.Errorf("%s: %w: the kept bytes have another SHA-256", what, ErrDamaged)
	}
	b.Header = http.Header{}
	if err := json.Unmarshal([]byte(header), &b.Header); err != nil {
		return Body{}, fmt.Errorf("%s: %w: headers: %w", what, ErrDamaged, err)
	}
	b.FetchedAt = fromMS(fetched)
	return b, nil
}
