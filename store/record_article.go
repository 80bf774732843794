package store

import (
	"cmp"
	"slices"
	"time"

	"storywatch/store/dedup"
)

const (
	// signaturePeriod is how long a text is sure to be recognised in a copy, and twice as long it may be. Syndication takes hours,
	// reposting weeks. Stored in band.period.
	signaturePeriod = 60 * 24 * time.Hour
	// maxCandidates is how many texts one is compared with, those with the most bands in common first: a copy shares
	// a third of its bands and more.
	maxCandidates = 12
	// boilerplateCap is where the count of a paragraph's pages stops: more is not told apart.
	boilerplateCap = 100
	// maxParagraphs is how many different paragraphs of a text are counted as possible boilerplate; it stands at the ends.
	maxParagraphs = 400
	// sweepEvery is after how many revisions expired bands and paragraphs are dropped.
	sweepEvery = 256
)

var (
	qBoilerplate = statement("SELECT hash FROM boilerplate WHERE source_id = $1 AND pages >= $2 AND hash IN (SELECT value FROM json_each($3))")
	qCountPages  = statement(`INSERT INTO boilerplate (source_id, hash, pages, page_id, seen_at) SELECT $1, value, 1, $2, $3 FROM json_each($4) WHERE true
		ON CONFLICT (source_id, hash) DO UPDATE SET pages = min(pages + 1, $5), page_id = excluded.page_id, seen_at = excluded.seen_at
		WHERE boilerplate.page_id <> excluded.page_id`)
	qNearTexts = statement(`SELECT b.revision_id, count(*) AS bands FROM band b WHERE b.period IN ($2 - 1, $2, $2 + 1) AND b.hash IN (SELECT value FROM json_each($1))
		GROUP BY b.revision_id ORDER BY bands DESC, b.revision_id LIMIT $3`)
	qNearText = statement(`SELECT p.article_id, r.title, r.seen_at, coalesce(r.signature, x''), i.source_id FROM revision r JOIN page p ON p.id = r.page_id
		JOIN item i ON i.id = r.item_id WHERE r.id = $1 AND p.article_id IS NOT NULL`)
	qSign          = statement("UPDATE revision SET signature = $2, grams = $3 WHERE id = $1")
	qInsertBands   = statement("INSERT INTO band (period, hash, revision_id) SELECT DISTINCT $2, value, $1 FROM json_each($3)")
	qSweepBands    = statement("DELETE FROM band WHERE period < $1")
	qSweepBoiler   = statement("DELETE FROM boilerplate WHERE seen_at < $1")
	qInsertArticle = statement(`INSERT INTO article (title, first_page_id, first_source_id, first_seen_at, last_seen_at)
		VALUES ($1, $2, $3, $4, $4) RETURNING id`)
	qSetArticle   = statement("UPDATE page SET article_id = $2 WHERE id = $1")
	qTouchArticle = statement("UPDATE article SET last_seen_at = max(last_seen_at, $2) WHERE id = $1")
	qFirstText    = statement(`SELECT r.published_at, r.published_precision FROM article a JOIN revision r ON r.page_id = a.first_page_id AND r.number = 1 WHERE a.id = $1`)
	qFirstHere    = statement("UPDATE article SET first_page_id = $2, first_source_id = $3 WHERE id = $1")
	qLinkArticle  = statement("INSERT INTO article_link (article_id, contains_id, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
)

// joinArticle finds whose writing the text is: its page's, a known article's under another address, or a new one. The
// signature is frozen with what was boilerplate when the text arrived.
func (r *recorder) joinArticle() error {
	hashes := paragraphHashes(r.paragraphs)
	grams, err := r.ownGrams(hashes)
	if err != nil {
		return err
	}
	bands := bandsOf(grams, r.item.source, r.o.Title)
	r.article = r.page.article
	var stub bool
	var within []int64 // round-ups that hold this text
	if r.article == 0 {
		if stub, within, err = r.findCopy(grams, bands); err != nil {
			return err
		}
	}
	if r.article == 0 {
		r.isNew = true
		if err := r.row(qInsertArticle, r.o.Title, r.page.id, r.item.source, r.seen).Scan(&r.article); err != nil {
			return err
		}
	}
	if err := r.ownArticle(within); err != nil {
		return err
	}
	if err := r.sign(grams, bands); err != nil {
		return err
	}
	// Copies and revisions repeat all their paragraphs, which makes none of them boilerplate.
	if r.isNew || stub {
		return r.exec(qCountPages, r.item.source, r.page.id, r.seen, jsonNumbers(hashes), boilerplateCap)
	}
	return nil
}

func paragraphHashes(paragraphs []dedup.Paragraph) []int64 {
	seen := make(map[uint64]bool, len(paragraphs))
	var out []int64
	for _, p := range paragraphs {
		if !seen[p.Hash] && len(out) < maxParagraphs {
			seen[p.Hash] = true
			out = append(out, int64(p.Hash))
		}
	}
	return out
}

// ownGrams are the grams of the text without what its source says everywhere.
func (r *recorder) ownGrams(hashes []int64) (dedup.Grams, error) {
	boiler := map[uint64]bool{}
	err := r.rows(qBoilerplate, func(row scanner) error {
		var h int64
		err := row.Scan(&h)
		boiler[uint64(h)] = true
		return err
	}, r.item.source, dedup.BoilerplatePages, jsonNumbers(hashes))
	return dedup.GramsOf(r.paragraphs, func(p dedup.Paragraph) bool { return boiler[p.Hash] }), err
}

// bandsOf are the keys under which copies of a text find it: a thin text is found by its title only.
func bandsOf(grams dedup.Grams, source int64, title string) []int64 {
	var out []int64
	if sig, ok := grams.Sign(); ok && !grams.Thin() {
		b := sig.Bands()
		out = append(out, b[:]...)
	}
	if k, ok := dedup.TitleKey(source, title); ok {
		out = append(out, k)
	}
	return out
}

// thinApart is how far thin texts under one title may lie apart: a column's title comes back next week.
const thinApart = 72 * time.Hour

// findCopy sets r.article to the article that the text is a copy of, if there is one, and r.holds to those that it, a
// round-up, contains. stub is true when the same text stands for other articles; within are the round-ups it is in.
func (r *recorder) findCopy(grams dedup.Grams, bands []int64) (stub bool, within []int64, err error) {
	if len(bands) == 0 {
		return false, nil, nil
	}
	var near []int64
	err = r.rows(qNearTexts, func(row scanner) error {
		var id, n int64
		err := row.Scan(&id, &n)
		near = append(near, id)
		return err
	}, jsonNumbers(bands), r.period(), maxCandidates)
	if err != nil {
		return false, nil, err
	}
	best, mine := 0.0, grams.Sketch()
	for _, id := range near {
		var article, seen, source int64
		var title string
		var blob []byte
		if err := r.row(qNearText, id).Scan(&article, &title, &seen, &blob, &source); err != nil {
			return stub, within, err
		}
		theirs, err := dedup.DecodeSketch(blob)
		if err != nil {
			return stub, within, err
		}
		c := dedup.Circumstances{
			SameSource: source == r.item.source, Titles: dedup.TitleOverlap(r.o.Title, title),
			Apart: (time.Duration(r.seen-seen) * time.Millisecond).Abs(),
		}
		s := dedup.Compare(mine, theirs)
		relation := dedup.Judge(s, c)
		if mine.Thin() || theirs.Thin() {
			relation, s.Containment = dedup.Different, 0
			if c.SameSource && c.Titles == 1 && c.Apart <= thinApart {
				relation, s.Containment = dedup.Same, 1
			}
		}
		switch relation {
		case dedup.Same:
			if s.Containment > best {
				best, r.article = s.Containment, article
			}
		case dedup.Contains:
			r.holds = append(r.holds, article)
		case dedup.Contained:
			within = append(within, article)
		case dedup.Stub:
			stub = true
		}
	}
	return stub, within, nil
}

// ownArticle ties page and article, and keeps who had it first: by publication time where both state one to the minute,
// else who was read first.
func (r *recorder) ownArticle(within []int64) error {
	for _, list := range [][]int64{r.holds, within} {
		slices.Sort(list)
	}
	for _, id := range slices.Compact(r.holds) {
		if id != r.article {
			if err := r.exec(qLinkArticle, r.article, id, r.seen); err != nil {
				return err
			}
		}
	}
	for _, id := range slices.Compact(within) {
		if id != r.article {
			if err := r.exec(qLinkArticle, id, r.article, r.seen); err != nil {
				return err
			}
		}
	}
	if err := r.exec(qTouchArticle, r.article, r.seen); err != nil || r.page.article != 0 {
		return err
	}
	if err := r.exec(qSetArticle, r.page.id, r.article); err != nil || r.isNew {
		return err
	}
	var published, precision string
	if err := r.row(qFirstText, r.article).Scan(&published, &precision); err != nil {
		return err
	}
	theirs, ok := parseISO(published)
	mine, ok2 := parseISO(r.o.PublishedAt)
	if ok && ok2 && precision == "minute" && r.o.Precision == "minute" && cmp.Less(mine.UnixMilli(), theirs.UnixMilli()) {
		return r.exec(qFirstHere, r.article, r.page.id, r.item.source)
	}
	return nil
}

// period is the one in which the text was seen; bands of the one before and the one behind are looked at.
func (r *recorder) period() int64 { return r.seen / signaturePeriod.Milliseconds() }

func (r *recorder) sign(grams dedup.Grams, bands []int64) error {
	var blob any
	if !grams.Thin() {
		blob = grams.Sketch().Encode()
	}
	if err := r.exec(qSign, r.revision, blob, len(grams)); err != nil {
		return err
	}
	if len(bands) > 0 {
		if err := r.exec(qInsertBands, r.revision, r.period(), jsonNumbers(bands)); err != nil {
			return err
		}
	}
	if r.revision%sweepEvery != 0 {
		return nil
	}
	if err := r.exec(qSweepBands, r.period()-1); err != nil {
		return err
	}
	return r.exec(qSweepBoiler, r.seen-signaturePeriod.Milliseconds())
}
