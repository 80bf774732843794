-- What documents say: quotes, dates, amounts, awards, docket numbers. Every fact names the revision and the span it
-- was read from.

-- +goose Up

-- The words of a speaker. The same words in ten outlets are one quote with ten attestations.
CREATE TABLE quote (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL,                      -- of the normalised words: what attestations are joined by
    story_id    INTEGER REFERENCES story(id),
    words       TEXT NOT NULL,                      -- as first read
    speaker     TEXT NOT NULL DEFAULT '',           -- canonical; '' when not known
    candidate   TEXT NOT NULL DEFAULT '',           -- the likeliest when speaker is ''
    kind        TEXT NOT NULL,                      -- direct, mixed, block, indirect
    confidence  REAL NOT NULL DEFAULT 0,            -- that speaker said it
    seen_at     INTEGER NOT NULL,                   -- of the first attestation
    recorded_at INTEGER NOT NULL,
    change_seq  INTEGER NOT NULL
);
CREATE INDEX quote_key ON quote (key);
CREATE INDEX quote_seen ON quote (seen_at, id);
CREATE INDEX quote_change ON quote (change_seq);
CREATE INDEX quote_story ON quote (story_id);

-- Where a quote was read. Every revision that has the words has its row, so that spans point into its own text; an item
-- counts once.
CREATE TABLE attestation (
    id            INTEGER PRIMARY KEY,
    quote_id      INTEGER NOT NULL REFERENCES quote(id),
    revision_id   INTEGER NOT NULL REFERENCES revision(id),
    item_id       INTEGER NOT NULL REFERENCES item(id),
    start_cp      INTEGER NOT NULL,
    end_cp        INTEGER NOT NULL,
    words         TEXT NOT NULL,                    -- as worded here
    speaker       TEXT NOT NULL DEFAULT '',         -- as read here
    mention       TEXT NOT NULL DEFAULT '',         -- the words that name the speaker: "he", "the company"
    cue           TEXT NOT NULL DEFAULT '',
    venue         TEXT NOT NULL DEFAULT '',
    reported_by   TEXT NOT NULL DEFAULT '',
    confidence    REAL NOT NULL DEFAULT 0,
    before        TEXT NOT NULL DEFAULT '',         -- the sentence before
    paragraph     INTEGER NOT NULL DEFAULT 0,       -- number, from 0
    candidates    TEXT NOT NULL DEFAULT '',         -- JSON, for why
    seen_at       INTEGER NOT NULL,
    extractor     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (revision_id, start_cp, quote_id)
);
CREATE INDEX attestation_quote ON attestation (quote_id, seen_at);
CREATE INDEX attestation_item ON attestation (item_id);

CREATE TABLE date_mention (
    id           INTEGER PRIMARY KEY,
    revision_id  INTEGER NOT NULL REFERENCES revision(id),
    item_id      INTEGER NOT NULL REFERENCES item(id),
    start_cp     INTEGER NOT NULL,
    end_cp       INTEGER NOT NULL,
    text         TEXT NOT NULL,                     -- as printed
    value        TEXT NOT NULL,                     -- ISO, cut to precision; '' when vague
    precision    TEXT NOT NULL,
    role         TEXT NOT NULL DEFAULT '',
    anchor       TEXT NOT NULL DEFAULT '',          -- what "Friday" was counted from
    zone         TEXT NOT NULL DEFAULT '',
    zone_assumed INTEGER NOT NULL DEFAULT 0,
    sentence     TEXT NOT NULL DEFAULT '',
    seen_at      INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    extractor    INTEGER NOT NULL DEFAULT 0,
    change_seq   INTEGER NOT NULL
);
CREATE INDEX date_mention_revision ON date_mention (revision_id);
CREATE INDEX date_mention_seen ON date_mention (seen_at, id);
CREATE INDEX date_mention_change ON date_mention (change_seq);

CREATE TABLE amount (
    id          INTEGER PRIMARY KEY,
    revision_id INTEGER NOT NULL REFERENCES revision(id),
    item_id     INTEGER NOT NULL REFERENCES item(id),
    start_cp    INTEGER NOT NULL,
    end_cp      INTEGER NOT NULL,
    text        TEXT NOT NULL,                      -- as printed
    value       REAL NOT NULL,
    currency    TEXT NOT NULL DEFAULT '',
    qualifier   TEXT NOT NULL DEFAULT '',           -- about, up to, more than
    sentence    TEXT NOT NULL DEFAULT '',
    extractor   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX amount_revision ON amount (revision_id);

-- One contract award. A correction changes `change` of the award it names; nothing is deleted.
CREATE TABLE award (
    id                   INTEGER PRIMARY KEY,
    key                  TEXT NOT NULL,             -- what says that two announcements are one award: number, modification, awardee, day
    revision_id          INTEGER NOT NULL REFERENCES revision(id),
    item_id              INTEGER NOT NULL REFERENCES item(id),
    start_cp             INTEGER NOT NULL,
    end_cp               INTEGER NOT NULL,
    sentence             TEXT NOT NULL,             -- the paragraph as printed
    change               TEXT NOT NULL DEFAULT 'new', -- new, revised, withdrawn
    kind                 TEXT NOT NULL DEFAULT '',
    service              TEXT NOT NULL DEFAULT '',
    announced            TEXT NOT NULL DEFAULT '',  -- ISO date
    awardee              TEXT NOT NULL DEFAULT '',
    location             TEXT NOT NULL DEFAULT '',
    small_business       INTEGER NOT NULL DEFAULT 0,
    shared               INTEGER NOT NULL DEFAULT 0,-- the amount is of several awardees together
    withdrawn            INTEGER NOT NULL DEFAULT 0,
    amount_usd           REAL NOT NULL DEFAULT 0,
    amount_qualifier     TEXT NOT NULL DEFAULT '',
    cumulative_usd       REAL NOT NULL DEFAULT 0,
    obligated_usd        REAL NOT NULL DEFAULT 0,
    contract_type        TEXT NOT NULL DEFAULT '',
    piid                 TEXT NOT NULL DEFAULT '',
    base_piid            TEXT NOT NULL DEFAULT '',
    modification         TEXT NOT NULL DEFAULT '',
    description          TEXT NOT NULL DEFAULT '',
    other_piids          TEXT NOT NULL DEFAULT '[]',
    completion           TEXT NOT NULL DEFAULT '',  -- as printed
    completion_date      TEXT NOT NULL DEFAULT '',
    completion_precision TEXT NOT NULL DEFAULT '',
    contracting_activity TEXT NOT NULL DEFAULT '',
    bids                 INTEGER NOT NULL DEFAULT 0,
    corrects             TEXT NOT NULL DEFAULT '',
    seen_at              INTEGER NOT NULL,
    recorded_at          INTEGER NOT NULL,
    extractor            INTEGER NOT NULL DEFAULT 0,
    change_seq           INTEGER NOT NULL
);
CREATE INDEX award_key ON award (key);
CREATE INDEX award_piid ON award (piid);
CREATE INDEX award_revision ON award (revision_id);
CREATE INDEX award_item ON award (item_id);
CREATE INDEX award_seen ON award (seen_at, id);
CREATE INDEX award_change ON award (change_seq);

CREATE TABLE docket_number (
    id          INTEGER PRIMARY KEY,
    revision_id INTEGER NOT NULL REFERENCES revision(id),
    item_id     INTEGER NOT NULL REFERENCES item(id),
    start_cp    INTEGER NOT NULL,
    end_cp      INTEGER NOT NULL,
    text        TEXT NOT NULL,                      -- as printed
    number      TEXT NOT NULL,
    court       TEXT NOT NULL DEFAULT '',
    case_name   TEXT NOT NULL DEFAULT '',
    extractor   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX docket_number_revision ON docket_number (revision_id);
CREATE INDEX docket_number_number ON docket_number (number);
