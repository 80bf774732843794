package store

import (
	"encoding/json"
	"slices"
	"strings"

	"storywatch/store/dedup"
)

const (
	// gramPostings is how many quotes a gram gives, the newest first. A gram that more have is a phrase of everyday.
	gramPostings = 64
	// maxQuoteCandidates is how many quotes one is compared with, those with the most grams in common first.
	maxQuoteCandidates = 48
	// lookedUpGrams bounds the grams that one quote is looked up by. A paragraph has 100.
	lookedUpGrams = 256
)

var (
	qInsertGrams = statement("INSERT INTO quote_gram (hash, quote_id) SELECT value, $1 FROM json_each($2) WHERE true ON CONFLICT DO NOTHING")
	qNearQuotes  = statement(`SELECT coalesce((SELECT json_group_array(quote_id) FROM (SELECT quote_id FROM quote_gram WHERE hash = g.value ORDER BY quote_id DESC LIMIT $2)), '[]')
		FROM json_each($1) g`)
	qNearQuote = statement(`SELECT q.id, q.words, q.speaker, q.speakers, coalesce(q.story_id, 0),
			EXISTS (SELECT 1 FROM attestation a WHERE a.quote_id = q.id AND a.revision_id = $2),
			EXISTS (SELECT 1 FROM attestation a WHERE a.quote_id = q.id AND a.revision_id = $3)
		FROM quote q WHERE q.id IN (SELECT value FROM json_each($1)) AND q.kind <> 'indirect' ORDER BY q.id`)
	qStoryQuotes = statement("SELECT id FROM quote WHERE story_id = $1 AND speaker = $2 ORDER BY id DESC LIMIT $3")
	qReplaces    = statement(`SELECT NOT EXISTS (SELECT 1 FROM attestation WHERE quote_id = $1 AND revision_id = $2) AND EXISTS (
		SELECT 1 FROM attestation a WHERE a.revision_id = $2 AND NOT EXISTS (SELECT 1 FROM attestation b WHERE b.quote_id = a.quote_id AND b.revision_id = $3))`)
	qLinkQuotes = statement(`INSERT INTO quote_link (quote_id, other_id, wording, page_id, seen_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT DO UPDATE SET page_id = coalesce(page_id, excluded.page_id)`)
)

// newQuote is a quote that is new on its page.
type newQuote struct {
	id    int64
	words []string
	q     *Quote
	known bool // elsewhere: only what it replaces on the page is of interest
}

// linkQuotes ties new quotes to those they are versions of. Only words that a speaker used are compared: of indirect
// speech every outlet makes its own.
func (r *recorder) linkQuotes(fresh []newQuote) error {
	for _, n := range fresh {
		if n.q.Kind == "indirect" {
			continue
		}
		if n.known {
			if replaces, err := r.replaces(n); err != nil {
				return err
			} else if !replaces {
				continue
			}
		}
		grams := dedup.QuoteGrams(n.words, true)
		if len(grams) == 0 {
			continue
		}
		if err := r.linkQuote(n, grams[:min(len(grams), lookedUpGrams)]); err != nil {
			return err
		}
		if n.known {
			continue
		}
		if err := r.exec(qInsertGrams, n.id, jsonNumbers(dedup.QuoteGrams(n.words, false))); err != nil {
			return err
		}
	}
	return nil
}

// replaces reports whether a known quote is new on the page while another is gone from it.
func (r *recorder) replaces(n newQuote) (so bool, err error) {
	err = r.row(qReplaces, n.id, r.page.revision, r.revision).Scan(&so)
	return so, err
}

// otherQuote is a quote that shares grams with a new one.
type otherQuote struct {
	id            int64
	text, speaker string
	speakers      []string
	story         int64
	here          bool // it stands in this text too
	before        bool // it stood in the page's text before
	words         []string
	wording       dedup.Wording
}

func (r *recorder) linkQuote(n newQuote, grams []int64) error {
	near, err := r.nearQuotes(n.id, grams)
	if err != nil {
		return err
	}
	if len(n.words) < looseQuoteWords && r.story != 0 && n.q.Speaker != "" {
		if near, err = r.storyQuotes(near, n); err != nil {
			return err
		}
	}
	if len(near) == 0 {
		return nil
	}
	var others []otherQuote
	err = r.rows(qNearQuote, func(row scanner) error {
		var o otherQuote
		var speakers string
		err := row.Scan(&o.id, &o.text, &o.speaker, &speakers, &o.story, &o.here, &o.before)
		o.speakers = parseList(speakers)
		others = append(others, o)
		return err
	}, jsonNumbers(near), r.revision, r.page.revision)
	if err != nil {
		return err
	}
	for i := range others {
		o := &others[i]
		o.words = dedup.Words(o.text)
		if o.wording = r.versionOf(n, o); o.wording == dedup.Unrelated {
			continue
		}
		if err := r.link(n, o); err != nil {
			return err
		}
	}
	return nil
}

// nearQuotes are the quotes that share the most grams, of equals the newest.
func (r *recorder) nearQuotes(id int64, grams []int64) ([]int64, error) {
	shared := map[int64]int{}
	err := r.rows(qNearQuotes, func(row scanner) error {
		var list string
		if err := row.Scan(&list); err != nil {
			return err
		}
		var ids []int64
		if err := json.Unmarshal([]byte(list), &ids); err != nil {
			return err
		}
		for _, other := range ids {
			shared[other]++
		}
		return nil
	}, jsonNumbers(grams), gramPostings)
	delete(shared, id)
	near := make([]int64, 0, len(shared))
	for other := range shared {
		near = append(near, other)
	}
	slices.SortFunc(near, func(a, b int64) int {
		if shared[a] != shared[b] {
			return shared[b] - shared[a]
		}
		return int(b - a)
	})
	return near[:min(len(near), maxQuoteCandidates)], err
}

// storyQuotes adds what the speaker said in the story: the grams of a short quote may be those that a long one dropped.
func (r *recorder) storyQuotes(near []int64, n newQuote) ([]int64, error) {
	err := r.rows(qStoryQuotes, func(row scanner) error {
		var id int64
		err := row.Scan(&id)
		if id != n.id && !slices.Contains(near, id) {
			near = append(near, id)
		}
		return err
	}, r.story, n.q.Speaker, maxQuoteCandidates)
	return near, err
}

// versionOf is what a new quote is to another one, Unrelated where they must not be linked: words of different speakers
// (unless they are the very same words), short words of different stories, and two like sentences of one text.
func (r *recorder) versionOf(n newQuote, o *otherQuote) dedup.Wording {
	w := dedup.CompareQuotes(n.words, o.words)
	story := o.story == r.story && r.story != 0 || o.before
	apart := speakersApart(n.q.Speaker, n.q.Speakers, o.speaker, o.speakers)
	short := min(len(n.words), len(o.words)) < looseQuoteWords
	named := n.q.Speaker != "" && o.speaker != ""
	switch {
	case w == dedup.SameWords && short && !story, w == dedup.SameWords && !apart && !named:
		return dedup.Unrelated
	case w == dedup.SameWords:
		return w
	case apart, short && !(story && (named || o.before)), w == dedup.Altered && o.here:
		return dedup.Unrelated
	}
	return w
}

// speakersApart reports whether two quotes are of different people: both known, and nobody in common.
func speakersApart(a string, as []string, b string, bs []string) bool {
	if a == "" || b == "" || strings.EqualFold(a, b) {
		return false
	}
	if len(as) == 0 {
		as = []string{a}
	}
	if len(bs) == 0 {
		bs = []string{b}
	}
	return !slices.ContainsFunc(as, func(name string) bool { return slices.Contains(bs, name) })
}

// link writes a link. Where the page had the other words before and has them no more, both quotes are
// revised; words that were known elsewhere stay as they were.
func (r *recorder) link(n newQuote, o *otherQuote) error {
	var page int64
	if r.page.revision != 0 && o.before && !o.here {
		page = r.page.id
		seq, err := r.stamp()
		if err != nil {
			return err
		}
		if err := r.exec(qReviseQuote, o.id, seq); err != nil {
			return err
		}
		if !n.known {
			if err := r.exec(qReviseQuote, n.id, seq); err != nil {
				return err
			}
		}
	} else if n.known {
		return nil
	}
	return r.exec(qLinkQuotes, n.id, o.id, string(o.wording), nullID(page), r.seen)
}
