-- What was read: pages, their texts over time, which pages are the same writing, what belongs together, who is named.

-- +goose Up

-- What belongs together. Merges, splits and titles made by hand stay (by_hand = 1).
CREATE TABLE story (
    id            INTEGER PRIMARY KEY,
    title         TEXT NOT NULL DEFAULT '',         -- of its first article
    topics        TEXT NOT NULL DEFAULT '[]',
    first_seen_at INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL,                 -- of its newest article: stories close when it is long ago
    closed        INTEGER NOT NULL DEFAULT 0,
    by_hand       INTEGER NOT NULL DEFAULT 0,
    merged_into   INTEGER REFERENCES story(id)      -- a merged story is listed no more
);
CREATE INDEX story_seen ON story (last_seen_at);

-- Pages with the same writing: copies across outlets.
CREATE TABLE article (
    id              INTEGER PRIMARY KEY,
    story_id        INTEGER REFERENCES story(id),
    title           TEXT NOT NULL DEFAULT '',
    first_page_id   INTEGER,                        -- → page: who had it first
    first_source_id INTEGER REFERENCES source(id),
    first_seen_at   INTEGER NOT NULL,
    last_seen_at    INTEGER NOT NULL
);
CREATE INDEX article_story ON article (story_id);

-- One canonical URL, or one of several items that a source lists at one URL.
CREATE TABLE page (
    id            INTEGER PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,             -- the folded URL; folded URL, newline, source id and guid where one source lists several items there
    canonical_url TEXT NOT NULL DEFAULT '',
    article_id    INTEGER REFERENCES article(id),   -- NULL until read
    revision_id   INTEGER,                          -- → revision: the newest text
    etag          TEXT NOT NULL DEFAULT '',         -- validators of the newest text
    last_modified TEXT NOT NULL DEFAULT '',
    first_seen_at INTEGER NOT NULL
);
CREATE INDEX page_article ON page (article_id);

-- A page's text at one fetch. Append-only but for `sentences`.
CREATE TABLE revision (
    id                   INTEGER PRIMARY KEY,
    page_id              INTEGER NOT NULL REFERENCES page(id),
    item_id              INTEGER NOT NULL REFERENCES item(id), -- through which it was had
    number               INTEGER NOT NULL,          -- 1 for the first text
    seen_at              INTEGER NOT NULL,
    recorded_at          INTEGER NOT NULL,
    url                  TEXT NOT NULL DEFAULT '',  -- final address
    title                TEXT NOT NULL DEFAULT '',
    byline               TEXT NOT NULL DEFAULT '[]',
    published_at         TEXT NOT NULL DEFAULT '',  -- ISO, cut to its precision
    published_precision  TEXT NOT NULL DEFAULT '',
    published_from       TEXT NOT NULL DEFAULT '',  -- where on the page it was found
    published_confidence REAL NOT NULL DEFAULT 0,
    modified_at          TEXT NOT NULL DEFAULT '',  -- as the page says
    site                 TEXT NOT NULL DEFAULT '',
    language             TEXT NOT NULL DEFAULT '',
    state                TEXT NOT NULL DEFAULT '',  -- full, partial, live, list; blocked when only the listing could be had
    text                 TEXT NOT NULL DEFAULT '',
    words                INTEGER NOT NULL DEFAULT 0,
    text_hash            TEXT NOT NULL DEFAULT '',  -- of the normalised text
    signature            BLOB,                      -- MinHash, frozen when the text arrived; NULL for thin texts
    grams                INTEGER NOT NULL DEFAULT 0,-- own word 5-grams, without the source's boilerplate
    sentences            TEXT NOT NULL DEFAULT '[]',-- what the next revision is compared with; kept for the newest of a page only
    added                TEXT NOT NULL DEFAULT '[]',-- sentences the one before did not have
    removed              TEXT NOT NULL DEFAULT '[]',
    notes                TEXT NOT NULL DEFAULT '[]',-- what the reader could not do
    body_sha256          TEXT REFERENCES body(sha256),
    observed_by          TEXT NOT NULL DEFAULT '',
    extractor            INTEGER NOT NULL DEFAULT 0,-- version of the rules that read it
    UNIQUE (page_id, number)
);
CREATE INDEX revision_item ON revision (item_id);
CREATE INDEX revision_hash ON revision (text_hash) WHERE text_hash <> '';
CREATE INDEX revision_body ON revision (body_sha256) WHERE body_sha256 IS NOT NULL;

-- Locality-sensitive index over signatures: two values of a signature make a band. Rows expire.
CREATE TABLE band (
    hash        INTEGER NOT NULL,                   -- of the band's number and values
    revision_id INTEGER NOT NULL REFERENCES revision(id),
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (hash, revision_id)
) WITHOUT ROWID;
CREATE INDEX band_age ON band (seen_at);

-- Paragraphs that one source repeats under many URLs. The count is capped, rows expire.
CREATE TABLE boilerplate (
    source_id INTEGER NOT NULL REFERENCES source(id),
    hash      INTEGER NOT NULL,                     -- of the normalised paragraph
    pages     INTEGER NOT NULL DEFAULT 1,           -- different pages that carried it
    page_id   INTEGER NOT NULL,                     -- the last of them, so that a page counts once
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (source_id, hash)
) WITHOUT ROWID;
CREATE INDEX boilerplate_age ON boilerplate (seen_at);

CREATE TABLE entity (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,                     -- canonical
    kind  TEXT NOT NULL DEFAULT '',
    known INTEGER NOT NULL DEFAULT 0,               -- from the config; else learned from texts
    articles INTEGER NOT NULL DEFAULT 0             -- articles that name it: rare names tie a story more than common ones
);

CREATE TABLE alias (
    form      TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entity(id),
    PRIMARY KEY (form, entity_id)
) WITHOUT ROWID;

-- Which entities a revision names, and how often.
CREATE TABLE mention (
    revision_id INTEGER NOT NULL REFERENCES revision(id),
    entity_id   INTEGER NOT NULL REFERENCES entity(id),
    count       INTEGER NOT NULL,
    PRIMARY KEY (revision_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity_id, revision_id);

-- Which entities a story is about, and in how many of its articles they are named.
CREATE TABLE story_entity (
    story_id  INTEGER NOT NULL REFERENCES story(id),
    entity_id INTEGER NOT NULL REFERENCES entity(id),
    articles  INTEGER NOT NULL,
    PRIMARY KEY (story_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX story_entity_entity ON story_entity (entity_id);

-- A round-up that holds another article is linked, never merged with it.
CREATE TABLE article_link (
    article_id  INTEGER NOT NULL REFERENCES article(id), -- the round-up
    contains_id INTEGER NOT NULL REFERENCES article(id),
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (article_id, contains_id)
) WITHOUT ROWID;
CREATE INDEX article_link_contains ON article_link (contains_id);
