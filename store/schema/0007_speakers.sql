-- Words that several say together name all of them: quote.speaker joins the names as a sentence does, speakers has each
-- by itself.

-- +goose Up

ALTER TABLE quote ADD COLUMN speakers TEXT NOT NULL DEFAULT '[]'; -- JSON; [] when one speaks or nobody is known
