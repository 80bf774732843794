-- What a text is recognised by takes less room: a sketch of its grams in revision.signature (what stands there already stays
-- readable), keys of four bytes, and a period in place of a time, so that expired rows lie together and need no index.

-- +goose Up

CREATE TABLE band_small (
    period      INTEGER NOT NULL,                   -- of 60 days since 1970 in which the text was seen
    hash        INTEGER NOT NULL,                   -- of the band's number and values, 32 bits, signed
    revision_id INTEGER NOT NULL REFERENCES revision(id),
    PRIMARY KEY (period, hash, revision_id)
) WITHOUT ROWID;
INSERT INTO band_small (period, hash, revision_id) SELECT seen_at / 5184000000, hash >> 32, revision_id FROM band WHERE true ON CONFLICT DO NOTHING;
DROP TABLE band;
ALTER TABLE band_small RENAME TO band;
