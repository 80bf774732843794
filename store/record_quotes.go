package store

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"storywatch/store/dedup"
)

const (
	// ownQuoteWords is the number of words from which a quotation of one known speaker is the same wherever it is read.
	// Shorter ones ("a red line") are one quote only within one story.
	ownQuoteWords = 5
	// looseQuoteWords is the number of words from which a quotation is nobody else's by chance: known in one place as
	// somebody's, and unknown in another, it is the same quote. Shorter ones only within one story or article.
	looseQuoteWords = 8
	// maxSameWords is how many quotes of the very same words are looked at: "no comment" is said by many.
	maxSameWords = 20
)

var (
	// The likeliest first: of the same speaker, in the same story, then the newest.
	qQuotes = statement(`SELECT q.id, q.speaker, q.candidate, q.confidence, coalesce(q.story_id, 0), q.kind, EXISTS (SELECT 1 FROM attestation a
			JOIN revision r ON r.id = a.revision_id JOIN page p ON p.id = r.page_id WHERE a.quote_id = q.id AND p.article_id = $2)
		FROM quote q WHERE q.key = $1 ORDER BY q.speaker = $3 DESC, q.story_id IS $4 DESC, q.id DESC LIMIT $5`)
	qInsertQuote = statement(`INSERT INTO quote (key, story_id, words, speaker, speakers, candidate, kind, confidence, seen_at, recorded_at, change_seq)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`)
	qNameSpeaker = statement("UPDATE quote SET speaker = $2, speakers = $3, candidate = $4, confidence = $5, change = 'revised', change_seq = $6 WHERE id = $1 " + notByHand)
	qCandidate   = statement("UPDATE quote SET candidate = $2, change_seq = $3 WHERE id = $1 " + notByHand)
	qSurer       = statement("UPDATE quote SET confidence = max(confidence, $2) WHERE id = $1 " + notByHand)
	qEarlier     = statement("UPDATE quote SET seen_at = min(seen_at, $2) WHERE id = $1")
	qReviseQuote = statement("UPDATE quote SET change = 'revised', change_seq = $2 WHERE id = $1")
	qFirstOut    = statement("SELECT out_at, seen_at, item_id FROM attestation WHERE quote_id = $1 ORDER BY out_at, seen_at, id LIMIT 1")
	qAttest      = statement(`INSERT INTO attestation (quote_id, revision_id, item_id, start_cp, end_cp, words, speaker, mention, cue, venue, reported_by, confidence,
			before, paragraph, candidates, seen_at, extractor, out_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING`)
)

// notByHand leaves alone the speaker that the user has said is wrong.
const notByHand = "AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.target = 'q' || quote.id AND j.verdict = 'wrong-speaker')"

// writeQuotes writes what the document quotes: the same words of one speaker are one quote, wherever they are read.
// Words that differ are another quote, and linked when they are a version of one that is known.
func (r *recorder) writeQuotes() error {
	out := r.outAt()
	var fresh []newQuote
	for i := range r.o.Quotes {
		q := &r.o.Quotes[i]
		words := dedup.Words(q.Text)
		id, isNew, err := r.quoteOf(q, words)
		if err != nil {
			return err
		}
		if !isNew {
			if err := r.firstPlace(id, out); err != nil {
				return err
			}
		}
		if isNew || r.page.revision != 0 {
			fresh = append(fresh, newQuote{id: id, words: words, q: q, known: !isNew})
		}
		err = r.exec(qAttest, id, r.revision, r.item.id, q.Start, q.End, q.Text, q.Speaker, q.Mention, q.Cue, q.Venue, q.ReportedBy, q.Confidence,
			q.Before, q.Paragraph, q.Candidates, r.seen, r.o.Extractor, out)
		if err != nil {
			return err
		}
	}
	return r.linkQuotes(fresh)
}

// outAt is the latest moment, Unix ms, at which the words of the document can first have been out. A publication day is
// over at its end (UTC); what a later text of a page says was out when it was read.
func (r *recorder) outAt() int64 {
	if r.page.revision != 0 && !r.page.listing {
		return r.seen
	}
	t, ok := parseISO(r.o.PublishedAt)
	if !ok {
		return r.seen
	}
	switch r.o.Precision {
	case "minute":
	case "hour":
		t = t.Add(time.Hour)
	case "day":
		t = t.AddDate(0, 0, 1)
	default:
		return r.seen
	}
	return min(ms(t), r.seen)
}

// firstPlace notes that a quote is read in a place that had it before the first one known.
func (r *recorder) firstPlace(id, out int64) error {
	var known, seen, item int64
	if err := r.row(qFirstOut, id).Scan(&known, &seen, &item); err != nil {
		return err
	}
	if item != r.item.id && (out < known || out == known && r.seen < seen) {
		seq, err := r.stamp()
		if err != nil {
			return err
		}
		if err := r.exec(qReviseQuote, id, seq); err != nil {
			return err
		}
	}
	return r.exec(qEarlier, id, r.seen)
}

// knownQuote is a quote of the same words.
type knownQuote struct {
	id                 int64
	speaker, candidate string
	confidence         float64
	story              int64
	kind               string
	here               bool // read in the same article
}

// quoteOf finds or makes the quote of some words.
func (r *recorder) quoteOf(q *Quote, words []string) (id int64, isNew bool, err error) {
	key := quoteKey(words)
	var same []knownQuote
	err = r.rows(qQuotes, func(row scanner) error {
		var k knownQuote
		err := row.Scan(&k.id, &k.speaker, &k.candidate, &k.confidence, &k.story, &k.kind, &k.here)
		same = append(same, k)
		return err
	}, key, r.article, q.Speaker, nullID(r.story), maxSameWords)
	if err != nil {
		return 0, false, err
	}
	if k := r.sameQuote(same, q, len(words)); k != nil {
		return k.id, false, r.hear(k, q)
	}
	seq, err := r.stamp()
	if err != nil {
		return 0, false, err
	}
	err = r.row(qInsertQuote, key, nullID(r.story), q.Text, q.Speaker, jsonList(q.Speakers), q.Candidate, q.Kind, q.Confidence, r.seen, r.now, seq).Scan(&id)
	return id, true, err
}

// sameQuote is which of the quotes of the same words is the one that was read, nil for none. Different speakers are
// different quotes. Words whose speaker is not known in one place join the one quote they can be of; where two speakers
// said them, the candidate decides, or the article.
func (r *recorder) sameQuote(same []knownQuote, q *Quote, words int) *knownQuote {
	var fits []*knownQuote
	for i := range same {
		k := &same[i]
		near := k.here || k.story == r.story && r.story != 0
		switch {
		case k.speaker != "" && strings.EqualFold(k.speaker, q.Speaker):
			if words >= ownQuoteWords || near {
				return k
			}
		case k.speaker != "" && q.Speaker != "":
		case k.here || words >= looseQuoteWords || words >= ownQuoteWords && near:
			fits = append(fits, k)
		}
	}
	for _, pick := range []func(*knownQuote) bool{
		func(k *knownQuote) bool { return k.here },
		func(k *knownQuote) bool { return q.Candidate != "" && k.speaker == q.Candidate },
	} {
		if i := slices.IndexFunc(fits, pick); i >= 0 {
			return fits[i]
		}
	}
	for _, k := range fits {
		if k.speaker != "" && slices.ContainsFunc(fits, func(o *knownQuote) bool { return o.speaker != "" && o.speaker != k.speaker }) {
			return nil
		}
	}
	if i := slices.IndexFunc(fits, func(k *knownQuote) bool { return k.speaker != "" }); i >= 0 {
		return fits[i]
	}
	if len(fits) > 0 {
		return fits[0]
	}
	return nil
}

// hear settles who speaks when a known quote is read again: a name that is established stands, the likeliest other name
// that some place gives stays visible as the candidate.
func (r *recorder) hear(k *knownQuote, q *Quote) error {
	candidate := k.candidate
	if candidate == "" && q.Speaker == "" {
		candidate = q.Candidate
	}
	switch {
	case k.speaker == "" && q.Speaker != "":
		if candidate == q.Speaker {
			candidate = ""
		}
		seq, err := r.stamp()
		if err != nil {
			return err
		}
		return r.exec(qNameSpeaker, k.id, q.Speaker, jsonList(q.Speakers), candidate, q.Confidence, seq)
	case k.speaker != "" && strings.EqualFold(k.speaker, q.Speaker):
		return r.exec(qSurer, k.id, q.Confidence)
	case candidate != k.candidate && candidate != k.speaker:
		seq, err := r.stamp()
		if err != nil {
			return err
		}
		return r.exec(qCandidate, k.id, candidate, seq)
	}
	return nil
}

// quoteKey is what attestations are joined by.
func quoteKey(words []string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:16])
}
