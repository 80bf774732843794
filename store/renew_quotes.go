package store

import (
	"slices"
	"strings"

	"storywatch/store/dedup"
)

var (
	// other is the speaker that other places give; kept are quotes that the user judged.
	qOldQuotes = statement(`SELECT a.id, a.quote_id, a.start_cp, a.end_cp, a.words, q.words, q.kind, q.speaker, q.candidate,
			coalesce((SELECT max(b.speaker) FROM attestation b WHERE b.quote_id = a.quote_id AND b.id <> a.id AND b.speaker <> ''), ''),
			EXISTS (SELECT 1 FROM judgement j WHERE j.target = 'q' || a.quote_id)
		FROM attestation a JOIN quote q ON q.id = a.quote_id WHERE a.revision_id = $1 ORDER BY a.start_cp, a.id`)
	qRenewAttest = statement(`UPDATE attestation SET start_cp = $2, end_cp = $3, words = $4, speaker = $5, mention = $6, cue = $7, venue = $8, reported_by = $9,
		confidence = $10, before = $11, paragraph = $12, candidates = $13, extractor = $14, out_at = $15 WHERE id = $1`)
	qRenewQuote = statement("UPDATE quote SET speaker = $2, speakers = $3, candidate = $4, kind = $5, confidence = $6, change = 'revised', change_seq = $7 WHERE id = $1")
	qSureness   = statement("UPDATE quote SET confidence = $2 WHERE id = $1")
	qDropAttest = statement("DELETE FROM attestation WHERE id = $1")
	qUnattested = statement("SELECT NOT EXISTS (SELECT 1 FROM attestation WHERE quote_id = $1)")
	qDropGrams  = statement("DELETE FROM quote_gram WHERE quote_id = $1 AND hash IN (SELECT value FROM json_each($2))")
	qDropLinks  = statement("DELETE FROM quote_link WHERE quote_id = $1 OR other_id = $1")
	qDropQuote  = statement("DELETE FROM quote WHERE id = $1")
	qHasGrams   = statement("SELECT EXISTS (SELECT 1 FROM quote_gram WHERE hash = $1 AND quote_id = $2)")
)

// oldQuote is a quote as it stands in the text by the rules that read it.
type oldQuote struct {
	attestation, quote        int64
	start, end                int
	words, quoteWords, kind   string
	speaker, candidate, other string // other: as other places say
	judged, taken             bool
}

// renewQuotes keeps the quotes that are read again, with their speakers of now, drops those that are not, and writes what
// is new.
func (r *renewer) renewQuotes() error {
	var old []*oldQuote
	err := r.rows(qOldQuotes, func(row scanner) error {
		var q oldQuote
		err := row.Scan(&q.attestation, &q.quote, &q.start, &q.end, &q.words, &q.quoteWords, &q.kind, &q.speaker, &q.candidate, &q.other, &q.judged)
		old = append(old, &q)
		return err
	}, r.revision)
	if err != nil {
		return err
	}
	out := r.outAt()
	var fresh []newQuote
	var unknown []*Quote
	for i := range r.o.Quotes {
		q := &r.o.Quotes[i]
		at := slices.IndexFunc(old, func(o *oldQuote) bool { return o.is(q) })
		elsewhere := false
		if at >= 0 && !old[at].judged {
			if elsewhere, err = r.stands(old[at], q); err != nil {
				return err
			}
		}
		switch {
		case elsewhere:
			unknown = append(unknown, q)
		case at >= 0:
			o := old[at]
			o.taken = true
			link, err := r.renewQuote(o, q, out)
			if err != nil {
				return err
			}
			if link {
				fresh = append(fresh, newQuote{id: o.quote, words: dedup.Words(q.Text), q: q})
			}
		case slices.ContainsFunc(old, func(o *oldQuote) bool { return o.judged && o.overlaps(q) }): // the user's word on it stands
		default:
			unknown = append(unknown, q)
		}
	}
	for _, o := range old {
		// Without its bytes a text does not show what stood apart as a quotation.
		if o.taken || o.judged || !r.whole && o.kind == "block" {
			continue
		}
		if err := r.dropQuote(o); err != nil {
			return err
		}
		r.out.QuotesGone++
	}
	for _, q := range unknown {
		words := dedup.Words(q.Text)
		id, isNew, err := r.quoteOf(q, words)
		if err != nil {
			return err
		}
		if isNew {
			fresh = append(fresh, newQuote{id: id, words: words, q: q})
		} else if err := r.firstPlace(id, out); err != nil {
			return err
		}
		err = r.exec(qAttest, id, r.revision, r.item.id, q.Start, q.End, q.Text, q.Speaker, q.Mention, q.Cue, q.Venue, q.ReportedBy, q.Confidence,
			q.Before, q.Paragraph, q.Candidates, r.seen, r.o.Extractor, out)
		if err != nil {
			return err
		}
		r.out.QuotesNew++
	}
	return r.linkQuotes(fresh)
}

func (o *oldQuote) overlaps(q *Quote) bool { return o.start < q.End && q.Start < o.end }

// is reports whether a quote is the one that was read before: the same words in the same place, and nobody else's by what
// other places say.
func (o *oldQuote) is(q *Quote) bool {
	return !o.taken && o.overlaps(q) && (o.kind == "indirect") == (q.Kind == "indirect") && quoteKey(dedup.Words(o.words)) == quoteKey(dedup.Words(q.Text)) &&
		(q.Speaker == "" || o.other == "" || o.judged || strings.EqualFold(o.other, q.Speaker))
}

// stands reports whether the words stand under the name that they are read under by now, as another quote: then they join
// that one.
func (r *renewer) stands(o *oldQuote, q *Quote) (so bool, err error) {
	if q.Speaker == "" || strings.EqualFold(o.speaker, q.Speaker) {
		return false, nil
	}
	words := dedup.Words(q.Text)
	var same []knownQuote
	err = r.rows(qQuotes, func(row scanner) error {
		var k knownQuote
		err := row.Scan(&k.id, &k.speaker, &k.candidate, &k.confidence, &k.story, &k.kind, &k.here)
		if k.id != o.quote && strings.EqualFold(k.speaker, q.Speaker) {
			same = append(same, k)
		}
		return err
	}, quoteKey(words), r.article, q.Speaker, nullID(r.story), maxSameWords)
	return r.sameQuote(same, q, len(words)) != nil, err
}

// renewQuote writes what is read of a known quote by now. link is true when versions of it were never looked for.
func (r *renewer) renewQuote(o *oldQuote, q *Quote, out int64) (link bool, err error) {
	err = r.exec(qRenewAttest, o.attestation, q.Start, q.End, q.Text, q.Speaker, q.Mention, q.Cue, q.Venue, q.ReportedBy, q.Confidence, q.Before, q.Paragraph,
		q.Candidates, r.o.Extractor, out)
	if err != nil {
		return false, err
	}
	switch {
	case o.judged || o.other != "":
	case o.speaker == q.Speaker && o.candidate == q.Candidate && o.kind == q.Kind:
		err = r.exec(qSureness, o.quote, q.Confidence)
	default:
		r.out.QuotesChanged++
		var seq int64
		if seq, err = r.stamp(); err == nil {
			err = r.exec(qRenewQuote, o.quote, q.Speaker, jsonList(q.Speakers), q.Candidate, q.Kind, q.Confidence, seq)
		}
	}
	grams := dedup.QuoteGrams(dedup.Words(o.quoteWords), false)
	if err != nil || q.Kind == "indirect" || len(grams) == 0 {
		return false, err
	}
	var has bool
	err = r.row(qHasGrams, grams[0], o.quote).Scan(&has)
	return !has, err
}

// dropQuote takes a quote out of the text, and out of the store where it stands nowhere else.
func (r *renewer) dropQuote(o *oldQuote) error {
	if err := r.exec(qDropAttest, o.attestation); err != nil {
		return err
	}
	var nowhere bool
	if err := r.row(qUnattested, o.quote).Scan(&nowhere); err != nil || !nowhere {
		return err
	}
	if err := r.exec(qDropGrams, o.quote, jsonNumbers(dedup.QuoteGrams(dedup.Words(o.quoteWords), false))); err != nil {
		return err
	}
	if err := r.exec(qDropLinks, o.quote); err != nil {
		return err
	}
	return r.exec(qDropQuote, o.quote)
}
