-- Full text search. The indexes keep no text of their own (contentless) and follow their tables by triggers, so that
-- no writer has to think of them. rowid is the id of the item, quote or event.

-- +goose Up

CREATE VIRTUAL TABLE item_fts USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE quote_fts USING fts5 (
    words, speaker, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE event_fts USING fts5 (
    sentence, facts, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

-- +goose StatementBegin
CREATE TRIGGER item_fts_insert AFTER INSERT ON item BEGIN
    INSERT INTO item_fts (rowid, title, text)
    SELECT new.id, coalesce(nullif(r.title, ''), new.title), coalesce(nullif(r.text, ''), new.summary)
    FROM (SELECT 1) LEFT JOIN revision r ON r.id = new.revision_id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER item_fts_update AFTER UPDATE OF title, summary, revision_id ON item
WHEN old.title <> new.title OR old.summary <> new.summary OR old.revision_id IS NOT new.revision_id BEGIN
    DELETE FROM item_fts WHERE rowid = old.id;
    INSERT INTO item_fts (rowid, title, text)
    SELECT new.id, coalesce(nullif(r.title, ''), new.title), coalesce(nullif(r.text, ''), new.summary)
    FROM (SELECT 1) LEFT JOIN revision r ON r.id = new.revision_id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER item_fts_delete AFTER DELETE ON item BEGIN
    DELETE FROM item_fts WHERE rowid = old.id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER quote_fts_insert AFTER INSERT ON quote BEGIN
    INSERT INTO quote_fts (rowid, words, speaker) VALUES (new.id, new.words, new.speaker);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER quote_fts_update AFTER UPDATE OF words, speaker ON quote
WHEN old.words <> new.words OR old.speaker <> new.speaker BEGIN
    DELETE FROM quote_fts WHERE rowid = old.id;
    INSERT INTO quote_fts (rowid, words, speaker) VALUES (new.id, new.words, new.speaker);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER quote_fts_delete AFTER DELETE ON quote BEGIN
    DELETE FROM quote_fts WHERE rowid = old.id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER event_fts_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_fts (rowid, sentence, facts)
    VALUES (new.id, new.sentence, new.type || ' ' || new.status || ' ' || new.actors || ' ' || new.object || ' '
        || new.court || ' ' || new.docket || ' ' || new.attributed_to);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER event_fts_delete AFTER DELETE ON event BEGIN
    DELETE FROM event_fts WHERE rowid = old.id;
END;
-- +goose StatementEnd
