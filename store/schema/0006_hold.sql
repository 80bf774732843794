-- Hosts that asked for less ("come back later" is said by a server, not by one of its pages), and an index for pruning.

-- +goose Up

ALTER TABLE host ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0; -- no poll and no page before
CREATE INDEX item_listed_text ON item (first_seen_at) WHERE content_html <> '';
