-- What is out there and how it is asked: hosts, sources, the items they list, requests and the bytes that came back.
--
-- Conventions of all files: times are Unix milliseconds UTC, 0 = not known or never; dates known to the day or
-- coarser are ISO text with their precision beside them; lists are JSON arrays of strings; booleans are 0 and 1;
-- spans (start_cp, end_cp) count code points into the text of the revision they name, end excluded. seen_at is the
-- time of the world, recorded_at this machine's time of writing. change_seq orders what exports can see: every insert
-- or visible change takes the next value of counter 'change' (one value may serve a whole transaction).

-- +goose Up

-- "STRY": marks the file as a store, so that no other database is ever migrated by mistake.
PRAGMA application_id = 0x53545259;

CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
INSERT INTO counter (name, value) VALUES ('change', 0);

-- A server. It is what workers claim, so that no two ever ask it at once.
CREATE TABLE host (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,           -- host:port as in the URL, lower case; '' for what needs no server
    lease_token     TEXT NOT NULL DEFAULT '',       -- fresh at every claim; completing writes are fenced by it
    lease_until     INTEGER NOT NULL DEFAULT 0,
    last_request_at INTEGER NOT NULL DEFAULT 0,     -- the newest reserved slot, in any process
    next_request_at INTEGER NOT NULL DEFAULT 0,     -- no request before
    robots_status   INTEGER NOT NULL DEFAULT 0,     -- 0: the server could not be reached
    robots_body     BLOB,
    robots_at       INTEGER NOT NULL DEFAULT 0      -- 0: robots.txt was never asked for
);

-- A thing to poll, and the name under which imported and hand-fed documents stand (configured = 0, kind 'import' or
-- 'hand'). A source that leaves the config keeps its row and what it brought.
CREATE TABLE source (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    url           TEXT NOT NULL DEFAULT '',
    moved_to      TEXT NOT NULL DEFAULT '',         -- where a permanent redirect says it is now
    owner         TEXT NOT NULL DEFAULT '',         -- two sources of one owner are one voice
    is_primary    INTEGER NOT NULL DEFAULT 0,       -- speaks for itself: a court, an agency, a company's own site
    configured    INTEGER NOT NULL DEFAULT 0,
    every_ms      INTEGER NOT NULL DEFAULT 0,       -- fixed interval; 0: adaptive
    host_id       INTEGER REFERENCES host(id),
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    state         TEXT NOT NULL DEFAULT 'new',      -- how the last poll ended; 'new' before the first
    state_since   INTEGER NOT NULL DEFAULT 0,       -- when the state became what it is
    error         TEXT NOT NULL DEFAULT '',
    failures      INTEGER NOT NULL DEFAULT 0,       -- in a row
    repaired      TEXT NOT NULL DEFAULT '[]',       -- what had to be mended in the last list
    last_poll_at  INTEGER NOT NULL DEFAULT 0,
    last_good_at  INTEGER NOT NULL DEFAULT 0,       -- 0: never polled well, so the next good poll is its first
    last_item_at  INTEGER NOT NULL DEFAULT 0,       -- last poll that listed something new
    next_due_at   INTEGER NOT NULL DEFAULT 0        -- 0: due at once
);
CREATE INDEX source_due ON source (host_id, next_due_at) WHERE configured = 1;

-- Raw bytes and headers as they came: the evidence. Once per content.
CREATE TABLE body (
    sha256       TEXT PRIMARY KEY,                  -- hex, of the bytes before compression
    size         INTEGER NOT NULL,                  -- bytes before compression
    data         BLOB,                              -- zstd; NULL once pruned
    header       TEXT NOT NULL DEFAULT '{}',        -- JSON: name → list of values
    content_type TEXT NOT NULL DEFAULT '',
    url          TEXT NOT NULL DEFAULT '',
    fetched_at   INTEGER NOT NULL,                  -- first time these bytes came
    pruned_at    INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX body_age ON body (fetched_at) WHERE data IS NOT NULL;

-- One thing a source listed, or one imported document. page_id is set when the item is listed; revision_id when it
-- was read.
CREATE TABLE item (
    id                  INTEGER PRIMARY KEY,
    external_id         TEXT UNIQUE,                -- import: the document's own id, shown instead of "i<id>"
    source_id           INTEGER NOT NULL REFERENCES source(id),
    guid                TEXT NOT NULL,              -- the source's identifier; unique within the source
    url                 TEXT NOT NULL DEFAULT '',   -- as given
    canonical_url       TEXT NOT NULL DEFAULT '',   -- folded
    title               TEXT NOT NULL DEFAULT '',   -- as listed
    summary             TEXT NOT NULL DEFAULT '',
    content_html        TEXT NOT NULL DEFAULT '',   -- as listed, for work 'read'; emptied by pruning
    authors             TEXT NOT NULL DEFAULT '[]',
    published_at        INTEGER NOT NULL DEFAULT 0, -- as listed
    published_precision TEXT NOT NULL DEFAULT '',   -- minute, day
    published_raw       TEXT NOT NULL DEFAULT '',   -- as printed
    listed_updated_at   INTEGER NOT NULL DEFAULT 0,
    listed_hash         TEXT NOT NULL DEFAULT '',   -- of title, summary, content and updated date: changes ask for a new reading
    listed_body_sha256  TEXT REFERENCES body(sha256), -- the list's bytes: the evidence of items that are never fetched
    no_fetch            INTEGER NOT NULL DEFAULT 0, -- the listed text is all there will be
    work                TEXT NOT NULL DEFAULT '',   -- what is to be done: '', fetch, read
    due_at              INTEGER NOT NULL DEFAULT 0, -- when; means nothing while work is ''
    attempts            INTEGER NOT NULL DEFAULT 0, -- failed in a row
    host_id             INTEGER REFERENCES host(id),-- whose lease the work needs
    state               TEXT NOT NULL DEFAULT 'pending', -- pending, ok, off-topic, blocked, gone, failed
    error               TEXT NOT NULL DEFAULT '',   -- why the page could not be had
    first_poll          INTEGER NOT NULL DEFAULT 0, -- came with the first good poll of its source
    quiet               INTEGER NOT NULL DEFAULT 0, -- its first reading alerts nobody
    observed_by         TEXT NOT NULL DEFAULT 'feed', -- fetch, feed, import, hand
    change              TEXT NOT NULL DEFAULT 'new',-- what exports call it: new, revised, withdrawn
    topics              TEXT NOT NULL DEFAULT '[]',
    page_id             INTEGER,                    -- → page
    revision_id         INTEGER,                    -- → revision: the newest text
    first_seen_at       INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,           -- last visible change
    fetched_at          INTEGER NOT NULL DEFAULT 0, -- last time its page was had, also unchanged
    recorded_at         INTEGER NOT NULL,
    change_seq          INTEGER NOT NULL,
    UNIQUE (source_id, guid)
);
CREATE INDEX item_due ON item (host_id, due_at) WHERE work <> '';
CREATE INDEX item_canonical ON item (canonical_url) WHERE canonical_url <> '';
CREATE INDEX item_page ON item (page_id);
CREATE INDEX item_seen ON item (first_seen_at, id);
CREATE INDEX item_change ON item (change_seq);
CREATE INDEX item_listed_body ON item (listed_body_sha256) WHERE listed_body_sha256 IS NOT NULL;
CREATE INDEX item_source ON item (source_id, state, first_seen_at, first_poll); -- covers what `sources` counts

-- One request's outcome. Pruned by age.
CREATE TABLE fetch (
    id          INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    kind        TEXT NOT NULL,                      -- poll, fetch
    source_id   INTEGER REFERENCES source(id),
    item_id     INTEGER REFERENCES item(id),
    host_id     INTEGER REFERENCES host(id),
    url         TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,                      -- ok, not-modified, blocked, …: the words `sources` shows
    status      INTEGER NOT NULL DEFAULT 0,         -- HTTP; 0 when there was no answer
    bytes       INTEGER NOT NULL DEFAULT 0,
    duration_ms INTEGER NOT NULL DEFAULT 0,
    error       TEXT NOT NULL DEFAULT '',
    body_sha256 TEXT REFERENCES body(sha256)
);
CREATE INDEX fetch_at ON fetch (at);
CREATE INDEX fetch_body ON fetch (body_sha256) WHERE body_sha256 IS NOT NULL;
