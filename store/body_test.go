package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"storywatch/store"
)

// keep polls once with a body and returns its SHA-256.
func keep(t testing.TB, s *store.Store, l *store.Lease, w *store.Work, b store.Body, items ...store.ListedItem) string {
	t.Helper()
	r := good(w, b.FetchedAt, items...)
	r.Body = &b
	complete(t, s, l, r)
	sum := sha256.Sum256(b.Bytes)
	return hex.EncodeToString(sum[:])
}

func TestBodyIsKeptOnceAsItCame(t *testing.T) {
	s, l, w := polled(t)
	for name, content := range map[string][]byte{"text": []byte(strings.Repeat("<rss/>", 1000)), "empty": {}, "not UTF-8": {0, 0xff, 0xfe, 0}} {
		b := store.Body{Bytes: content, Header: http.Header{"Content-Type": {"text/xml"}, "Via": {"a", "b"}}, ContentType: "text/xml", URL: "https://outlet.example/feed", FetchedAt: day0}
		sha := keep(t, s, l, w, b)
		later := b
		later.FetchedAt = day0.Add(time.Hour)
		keep(t, s, l, w, later)
		got, err := s.Body(t.Context(), sha)
		if err != nil || !bytes.Equal(got.Bytes, content) {
			t.Fatalf("%s: %q, %v", name, got.Bytes, err)
		}
		got.Bytes, b.Bytes = nil, nil
		if !reflect.DeepEqual(got, b) {
			t.Errorf("%s: got %+v, want %+v", name, got, b)
		}
	}
	if n := query1(t, s, "SELECT count(*) FROM body"); n != 3 {
		t.Errorf("%d bodies for three contents", n)
	}
}

func TestDamagedBodyIsNoticed(t *testing.T) {
	s, l, w := polled(t)
	sha := keep(t, s, l, w, store.Body{Bytes: []byte("first"), FetchedAt: day0})
	other := keep(t, s, l, w, store.Body{Bytes: []byte("other"), FetchedAt: day0})
	exec(t, s, "UPDATE body SET data = (SELECT data FROM body WHERE sha256 = $1) WHERE sha256 = $2", other, sha)
	if _, err := s.Body(t.Context(), sha); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("other bytes under this hash: %v", err)
	}
	exec(t, s, "UPDATE body SET data = x'00' WHERE sha256 = $1", sha)
	if _, err := s.Body(t.Context(), sha); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("bytes that cannot be unpacked: %v", err)
	}
}

func TestPrune(t *testing.T) {
	s := world(t)
	exec(t, s, "INSERT INTO fetch (at, kind, state) VALUES ($1, 'poll', 'ok'), ($2, 'poll', 'ok')", day0.UnixMilli(), day0.Add(time.Hour).UnixMilli())
	exec(t, s, "INSERT INTO body (sha256, size, data, fetched_at) VALUES ('young', 3, x'00', $1)", day0.Add(time.Hour).UnixMilli())
	p, err := s.Prune(t.Context(), day0.Add(time.Minute))
	if err != nil || p != (store.Pruned{Bodies: 1, Bytes: 9, Fetches: 1}) {
		t.Errorf("dropped %+v, %v", p, err)
	}
	for sha, want := range map[string]int64{"aa": 1, "cc": 0, "young": 1} {
		if n := query1(t, s, "SELECT data IS NOT NULL FROM body WHERE sha256 = $1", sha); n != want {
			t.Errorf("body %s kept: %d; an event points at aa, at cc nothing", sha, n)
		}
	}
	if _, err := s.Body(t.Context(), "cc"); !errors.Is(err, store.ErrNotFound) || !strings.Contains(err.Error(), "keep_bodies") {
		t.Errorf("pruned bytes: %v", err)
	}
}

func TestPrunedBytesThatComeAgainAreKept(t *testing.T) {
	s, l, w := polled(t)
	b := store.Body{Bytes: []byte("again"), FetchedAt: day0}
	sha := keep(t, s, l, w, b)
	if _, err := s.Prune(t.Context(), day0.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	b.FetchedAt = day0.Add(2 * time.Hour)
	keep(t, s, l, w, b)
	if got, err := s.Body(t.Context(), sha); err != nil || string(got.Bytes) != "again" {
		t.Errorf("%q, %v", got.Bytes, err)
	}
}

func TestBytesOfAListAreEvidenceOfItsTexts(t *testing.T) {
	s, l, w := polled(t)
	entry := listed(1)
	entry.NoFetch = true
	sha := keep(t, s, l, w, store.Body{Bytes: []byte("<rss/>"), FetchedAt: day0}, entry)
	if d, err := s.Item(t.Context(), "i1"); err != nil || d.BodySHA256 != sha || d.Evidence != "kept" {
		t.Errorf("body %q, evidence %s, %v", d.BodySHA256, d.Evidence, err)
	}
}
