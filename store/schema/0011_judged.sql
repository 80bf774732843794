-- What a judgement of the user changed, so that it can be taken back, and the events that tell of it.

-- +goose Up

ALTER TABLE judgement ADD COLUMN event_id INTEGER NOT NULL DEFAULT 0; -- → event: the correction it made; 0 when nothing had to be told
ALTER TABLE judgement ADD COLUMN before   TEXT NOT NULL DEFAULT '';   -- JSON: a quote's speaker as it was read
ALTER TABLE event ADD COLUMN judges  INTEGER NOT NULL DEFAULT 0;      -- → event: which told one it corrects; it goes to those who got that
ALTER TABLE event ADD COLUMN verdict TEXT NOT NULL DEFAULT '';        -- why, when it was made by hand
