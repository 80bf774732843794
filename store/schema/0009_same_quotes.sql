-- Quotes that are versions of each other, who had the words first, and quotes of a page that were changed without notice.

-- +goose Up

-- The latest moment at which the words can first have been out: the publication time, the end of the publication day,
-- or when they were read, whichever is earlier. A later text of a page was out when it was read.
ALTER TABLE attestation ADD COLUMN out_at INTEGER NOT NULL DEFAULT 0;
UPDATE attestation SET out_at = seen_at;
UPDATE attestation SET out_at = min(out_at, coalesce((SELECT CAST(strftime('%s', r.published_at) AS INTEGER) * 1000 FROM revision r
    WHERE r.id = attestation.revision_id AND r.number = 1 AND r.published_precision = 'minute' AND r.published_at <> ''), out_at));
DROP INDEX attestation_quote;
CREATE INDEX attestation_quote ON attestation (quote_id, out_at, seen_at);

ALTER TABLE quote ADD COLUMN change TEXT NOT NULL DEFAULT 'new';   -- new; revised: the words on its page, its speaker or its first place

-- Word 4-grams of quotes (32-bit hashes), long quotes winnowed: where cut and altered versions find each other.
CREATE TABLE quote_gram (
    hash     INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    PRIMARY KEY (hash, quote_id)
) WITHOUT ROWID;

-- Two quotes whose words differ and are the same utterance as far as can be seen.
CREATE TABLE quote_link (
    quote_id INTEGER NOT NULL REFERENCES quote(id),  -- the one that became known later
    other_id INTEGER NOT NULL REFERENCES quote(id),
    wording  TEXT NOT NULL,                          -- what quote_id is to other_id: same (another speaker), cut, longer, altered
    page_id  INTEGER REFERENCES page(id),            -- the page that had other_id and has quote_id in its place
    seen_at  INTEGER NOT NULL,
    PRIMARY KEY (quote_id, other_id)
) WITHOUT ROWID;
CREATE INDEX quote_link_other ON quote_link (other_id);
CREATE INDEX quote_link_page ON quote_link (page_id) WHERE page_id IS NOT NULL;

-- What one speaker said in one story, the newest first.
DROP INDEX quote_story;
CREATE INDEX quote_story ON quote (story_id, speaker);

-- Later texts of pages, by when they were written here: what a digest tells of pages that were changed.
CREATE INDEX revision_later ON revision (recorded_at) WHERE number > 1;
