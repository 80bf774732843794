-- What happened, who was told, how far readers have read, what the user said of it.

-- +goose Up

-- Something that happened in a story, as it stands now.
CREATE TABLE development (
    id             INTEGER PRIMARY KEY,
    story_id       INTEGER NOT NULL REFERENCES story(id),
    type           TEXT NOT NULL,
    status         TEXT NOT NULL DEFAULT '',
    actors         TEXT NOT NULL DEFAULT '[]',      -- canonical names
    object         TEXT NOT NULL DEFAULT '',
    court          TEXT NOT NULL DEFAULT '',
    docket         TEXT NOT NULL DEFAULT '',        -- docket or contract number
    date           TEXT NOT NULL DEFAULT '',        -- event date, ISO, cut to precision
    precision      TEXT NOT NULL DEFAULT '',
    date_inferred  INTEGER NOT NULL DEFAULT 0,
    sentence       TEXT NOT NULL DEFAULT '',        -- newest evidence
    confidence     REAL NOT NULL DEFAULT 0,
    unconfirmed    INTEGER NOT NULL DEFAULT 0,      -- waits for a second independent voice
    independent    INTEGER NOT NULL DEFAULT 1,      -- independent voices so far
    withdrawn      INTEGER NOT NULL DEFAULT 0,
    first_seen_at  INTEGER NOT NULL,
    last_seen_at   INTEGER NOT NULL,
    recorded_at    INTEGER NOT NULL
);
CREATE INDEX development_story ON development (story_id, type);
CREATE INDEX development_type ON development (type, last_seen_at);
CREATE INDEX development_docket ON development (docket) WHERE docket <> '';

-- Who takes part, so that what a claim may be compared with is found by name and type.
CREATE TABLE development_actor (
    name           TEXT NOT NULL,
    type           TEXT NOT NULL,
    development_id INTEGER NOT NULL REFERENCES development(id),
    kind           TEXT NOT NULL DEFAULT '',        -- person, company, agency, place, outlet
    PRIMARY KEY (name, type, development_id)
) WITHOUT ROWID;
CREATE INDEX development_actor_development ON development_actor (development_id);

-- A revision that reports a development, the first one too.
CREATE TABLE coverage (
    id             INTEGER PRIMARY KEY,
    development_id INTEGER NOT NULL REFERENCES development(id),
    revision_id    INTEGER NOT NULL REFERENCES revision(id),
    item_id        INTEGER NOT NULL REFERENCES item(id),
    independent    TEXT NOT NULL,                   -- independent, copy, same-owner
    status         TEXT NOT NULL DEFAULT '',        -- as claimed here
    attributed_to  TEXT NOT NULL DEFAULT '',
    sentence       TEXT NOT NULL DEFAULT '',
    start_cp       INTEGER NOT NULL DEFAULT 0,
    end_cp         INTEGER NOT NULL DEFAULT 0,
    confidence     REAL NOT NULL DEFAULT 0,
    seen_at        INTEGER NOT NULL,
    UNIQUE (development_id, revision_id)
);
CREATE INDEX coverage_item ON coverage (item_id);
CREATE INDEX coverage_revision ON coverage (revision_id);

-- Append-only: what became known, when, from which words. It repeats the development as it stood, so that what was
-- sent can be explained later. Only alerted_at, unconfirmed, independent and change_seq ever change.
CREATE TABLE event (
    id             INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: mails name it
    development_id INTEGER NOT NULL REFERENCES development(id),
    story_id       INTEGER NOT NULL REFERENCES story(id),
    change         TEXT NOT NULL,                   -- new, upgrade, reversal, correction, withdrawn
    type           TEXT NOT NULL,
    status         TEXT NOT NULL DEFAULT '',
    status_before  TEXT NOT NULL DEFAULT '',
    actors         TEXT NOT NULL DEFAULT '[]',
    object         TEXT NOT NULL DEFAULT '',
    court          TEXT NOT NULL DEFAULT '',
    docket         TEXT NOT NULL DEFAULT '',
    date           TEXT NOT NULL DEFAULT '',
    precision      TEXT NOT NULL DEFAULT '',
    date_inferred  INTEGER NOT NULL DEFAULT 0,
    revision_id    INTEGER NOT NULL REFERENCES revision(id), -- the evidence
    item_id        INTEGER NOT NULL REFERENCES item(id),
    start_cp       INTEGER NOT NULL DEFAULT 0,
    end_cp         INTEGER NOT NULL DEFAULT 0,
    sentence       TEXT NOT NULL DEFAULT '',
    attributed_to  TEXT NOT NULL DEFAULT '',
    confidence     REAL NOT NULL DEFAULT 0,
    parts          TEXT NOT NULL DEFAULT '',        -- JSON: what the confidence is made of
    unconfirmed    INTEGER NOT NULL DEFAULT 0,
    independent    INTEGER NOT NULL DEFAULT 1,
    alert          TEXT NOT NULL DEFAULT '',        -- now, digest, ''
    quiet          INTEGER NOT NULL DEFAULT 0,      -- learned without alerting: no message ever carries it
    why            TEXT NOT NULL DEFAULT '',        -- JSON: what it was compared with and why it is new
    seen_at        INTEGER NOT NULL,                -- when the world could know
    recorded_at    INTEGER NOT NULL,
    alerted_at     INTEGER NOT NULL DEFAULT 0,      -- when the alert went or would have gone
    change_seq     INTEGER NOT NULL
);
CREATE INDEX event_development ON event (development_id);
CREATE INDEX event_story ON event (story_id, seen_at);
CREATE INDEX event_revision ON event (revision_id);
CREATE INDEX event_item ON event (item_id);
CREATE INDEX event_seen ON event (seen_at, id);
CREATE INDEX event_change ON event (change_seq);
CREATE INDEX event_alert ON event (alert, quiet, id);

-- Every claim that was read, also those that are no development, for `why`.
CREATE TABLE claim (
    id             INTEGER PRIMARY KEY,
    revision_id    INTEGER NOT NULL REFERENCES revision(id),
    item_id        INTEGER NOT NULL REFERENCES item(id),
    type           TEXT NOT NULL,
    status         TEXT NOT NULL DEFAULT '',
    actors         TEXT NOT NULL DEFAULT '[]',
    object         TEXT NOT NULL DEFAULT '',
    date           TEXT NOT NULL DEFAULT '',
    precision      TEXT NOT NULL DEFAULT '',
    start_cp       INTEGER NOT NULL DEFAULT 0,
    end_cp         INTEGER NOT NULL DEFAULT 0,
    sentence       TEXT NOT NULL DEFAULT '',
    rule           TEXT NOT NULL DEFAULT '',
    ignored        TEXT NOT NULL DEFAULT '',        -- why it is no development
    confidence     REAL NOT NULL DEFAULT 0,
    parts          TEXT NOT NULL DEFAULT '',
    outcome        TEXT NOT NULL DEFAULT '',        -- new, upgrade, reversal, correction, withdrawn, coverage, ignored
    development_id INTEGER REFERENCES development(id),
    event_id       INTEGER REFERENCES event(id),
    why            TEXT NOT NULL DEFAULT '',        -- JSON: the decision
    extractor      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX claim_revision ON claim (revision_id);
CREATE INDEX claim_item ON claim (item_id);
CREATE INDEX claim_event ON claim (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX claim_development ON claim (development_id) WHERE development_id IS NOT NULL;

-- One mail or webhook call to one recipient, rendered when it was made, so that a second attempt sends the same bytes.
CREATE TABLE message (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    channel     TEXT NOT NULL,                      -- email, webhook, exec
    recipient   TEXT NOT NULL,
    kind        TEXT NOT NULL,                      -- now, digest
    message_id  TEXT NOT NULL UNIQUE,               -- RFC 5322
    in_reply_to TEXT NOT NULL DEFAULT '',
    subject     TEXT NOT NULL DEFAULT '',
    text        TEXT NOT NULL DEFAULT '',
    html        TEXT NOT NULL DEFAULT '',
    headers     TEXT NOT NULL DEFAULT '{}',         -- JSON object
    not_before  INTEGER NOT NULL DEFAULT 0,         -- gap and quiet hours
    story_id    INTEGER REFERENCES story(id),
    state       TEXT NOT NULL DEFAULT 'pending',    -- pending, sending, sent, refused
    lease_token TEXT NOT NULL DEFAULT '',
    lease_until INTEGER NOT NULL DEFAULT 0,
    retry_at    INTEGER NOT NULL DEFAULT 0,         -- no further attempt before
    attempts    INTEGER NOT NULL DEFAULT 0,
    error       TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    sent_at     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX message_open ON message (not_before) WHERE state IN ('pending', 'sending');
CREATE INDEX message_story ON message (recipient, channel, story_id, id);

-- What a message carried. An event reaches a recipient once on a channel, whoever makes the message.
CREATE TABLE message_event (
    message_id INTEGER NOT NULL REFERENCES message(id),
    event_id   INTEGER NOT NULL REFERENCES event(id),
    recipient  TEXT NOT NULL,
    channel    TEXT NOT NULL,
    PRIMARY KEY (event_id, recipient, channel)
) WITHOUT ROWID;
CREATE INDEX message_event_message ON message_event (message_id);

-- How far a named export or digest has read in the change sequence.
CREATE TABLE cursor (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL,
    at   INTEGER NOT NULL
);

-- What the user said of an event or a quote.
CREATE TABLE judgement (
    id      INTEGER PRIMARY KEY,
    target  TEXT NOT NULL,                          -- public id: e12, q7
    verdict TEXT NOT NULL,                          -- not-news, wrong-speaker, wrong-date, duplicate
    note    TEXT NOT NULL DEFAULT '',
    at      INTEGER NOT NULL
);
CREATE INDEX judgement_target ON judgement (target);

-- What the user does not want to hear of.
CREATE TABLE mute (
    kind  TEXT NOT NULL,                            -- story, source, type
    name  TEXT NOT NULL,
    until INTEGER NOT NULL DEFAULT 0,               -- 0: for good
    at    INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
