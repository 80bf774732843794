package store

import (
	"database/sql"
	"errors"
	"net/url"
	"slices"
	"strings"

	"storywatch/store/dedup"
)

// pageRef is the page a document stands on, with its newest text.
type pageRef struct {
	id, article, revision int64
	number                int
	hash, title           string
	sentences             []string
	listing               bool // only what a list said: the page itself was never had
}

var (
	qPage = statement(`SELECT p.id, coalesce(p.article_id, 0), coalesce(p.revision_id, 0), coalesce(r.number, 0), coalesce(r.text_hash, ''),
			coalesce(r.title, ''), coalesce(r.sentences, '[]'), coalesce(r.state, '')
		FROM page p LEFT JOIN revision r ON r.id = p.revision_id WHERE p.id = $1`)
	qPageKey   = statement("SELECT key FROM page WHERE id = $1")
	qPageByKey = statement("SELECT id FROM page WHERE key = $1")
	qNeighbour = statement("SELECT 1 FROM item WHERE page_id = $1 AND source_id = $2 AND id <> $3 LIMIT 1")
	qInsertRev = statement(`INSERT INTO revision (page_id, item_id, number, seen_at, recorded_at, url, title, byline, published_at, published_precision,
			published_from, published_confidence, modified_at, site, language, state, text, words, text_hash, sentences, added, removed, notes,
			body_sha256, observed_by, extractor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26) RETURNING id`)
	qForgetSentences = statement("UPDATE revision SET sentences = '[]' WHERE id = $1")
	qTurnPage        = statement("UPDATE page SET revision_id = $2, etag = $3, last_modified = $4 WHERE id = $1")
)

// findPage finds the page of a document, or makes it.
func (r *recorder) findPage() error {
	id := r.item.page
	if target := r.canonical(); id == 0 || target != "" && target != r.item.canonical {
		moved, err := r.pageAt(target)
		if err != nil {
			return err
		}
		if moved != 0 {
			id = moved
		}
	}
	if id == 0 {
		var err error
		if id, err = pageOf(r.ctx, r.tx, r.item.source, r.guid(), r.canonical(), false, r.seen); err != nil {
			return err
		}
	}
	var sentences, state string
	p := &r.page
	if err := r.row(qPage, id).Scan(&p.id, &p.article, &p.revision, &p.number, &p.hash, &p.title, &sentences, &state); err != nil {
		return err
	}
	p.sentences, p.listing = parseList(sentences), isRefused(state)
	return nil
}

// guid names a page without an address.
func (r *recorder) guid() string {
	if r.o.ExternalID != "" {
		return r.o.ExternalID
	}
	return "item " + itoa(r.item.id)
}

// canonical is the address that the document's page goes by. Some sites call their front page the canonical address
// of everything: such a claim is not believed.
func (r *recorder) canonical() string {
	own := CanonicalURL(r.o.URL)
	if r.o.Canonical == "" || own != "" && isRoot(r.o.Canonical) && !isRoot(own) {
		return own
	}
	return r.o.Canonical
}

func isRoot(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}

// pageAt is the page at the address where a document was found in the end, 0 to stay on the page the item has: an
// item that was given one of its own keeps it, and so does one whose source lists another item there.
func (r *recorder) pageAt(target string) (id int64, err error) {
	if r.item.page != 0 {
		var key string
		if err := r.row(qPageKey, r.item.page).Scan(&key); err != nil {
			return 0, err
		}
		if strings.Contains(key, "\n") && r.item.canonical != "" {
			return 0, nil
		}
	}
	if target == "" {
		return 0, nil
	}
	err = r.row(qPageByKey, target).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return pageOf(r.ctx, r.tx, r.item.source, r.guid(), target, false, r.seen)
	}
	if err != nil || r.item.page == 0 {
		return id, err
	}
	var one int
	err = r.row(qNeighbour, id, r.item.source, r.item.id).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return id, nil
	}
	return 0, err
}

// revisionDiff is what a text has that the page's earlier text had not. For a first text everything is new.
type revisionDiff struct {
	first        bool
	titleChanged bool
	fresh        map[string]bool // keys of the sentences that are new
	all          map[string]bool // keys of all sentences
}

// isNew reports whether a piece of evidence is read for the first time. Evidence that is no sentence of the text is the
// title, or was cut otherwise: then any new sentence that holds it, or that it holds, speaks for it.
func (d *revisionDiff) isNew(evidence string) bool {
	if d.first {
		return true
	}
	k := dedup.Key(evidence)
	if d.all[k] {
		return d.fresh[k]
	}
	for s := range d.fresh {
		if s != "" && k != "" && (strings.Contains(s, k) || strings.Contains(k, s)) {
			return true
		}
	}
	return d.titleChanged && !d.holds(k)
}

// holds reports whether some sentence of the text contains k.
func (d *revisionDiff) holds(k string) bool {
	for s := range d.all {
		if strings.Contains(s, k) {
			return true
		}
	}
	return false
}

// writeRevision writes the text and what it changed.
func (r *recorder) writeRevision() error {
	o, p := r.o, &r.page
	sha, err := r.s.putBody(r.ctx, r.tx, o.Body)
	if err != nil {
		return err
	}
	var added, removed []string
	r.diff = revisionDiff{first: p.revision == 0, titleChanged: p.title != o.Title}
	if p.revision != 0 {
		d := dedup.Revise(p.sentences, o.Sentences)
		r.diff.fresh, r.diff.all = map[string]bool{}, map[string]bool{}
		for _, s := range o.Sentences {
			r.diff.all[dedup.Key(s)] = true
		}
		for _, i := range d.New() {
			added = append(added, o.Sentences[i])
			r.diff.fresh[dedup.Key(o.Sentences[i])] = true
		}
		gone := slices.Clone(d.Removed)
		for _, c := range d.Changed {
			gone = append(gone, c.Before)
		}
		slices.Sort(gone)
		for _, i := range gone {
			removed = append(removed, p.sentences[i])
		}
	}
	err = r.row(qInsertRev, p.id, r.item.id, p.number+1, r.seen, r.now, o.URL, o.Title, jsonList(o.Byline), o.PublishedAt, o.Precision,
		o.From, o.Confidence, o.ModifiedAt, o.Site, o.Language, o.State, o.Text, o.Words, r.hash, jsonList(o.Sentences), jsonList(added), jsonList(removed),
		jsonList(o.Notes), nullText(sha), o.ObservedBy, o.Extractor).Scan(&r.revision)
	if err != nil {
		return err
	}
	if p.revision != 0 {
		if err := r.exec(qForgetSentences, p.revision); err != nil {
			return err
		}
	}
	return r.exec(qTurnPage, p.id, r.revision, o.ETag, o.LastModified)
}
