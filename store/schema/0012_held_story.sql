-- Stories that the user keeps open beyond their window.

-- +goose Up

ALTER TABLE story ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
