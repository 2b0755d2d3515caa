-- What was taken from a copy of what the public FLA held: the import that brought it, whether
-- somebody compared it with the own papers since. And until when rows of spreadsheets are kept.

ALTER TABLE participation ADD COLUMN copy_of UUID;
ALTER TABLE participation ADD COLUMN copy_checked BIGINT NOT NULL DEFAULT 0;

-- When an import last went on, and when its rows were cleared.
ALTER TABLE sheet_import ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sheet_import ADD COLUMN cleared_at BIGINT;

ALTER TABLE own_record ADD COLUMN copy_of UUID;

-- A file that somebody saved of their own account in the public FLA, or a table they pasted. Its
-- rows are read from it when they are looked at; it is kept for good once a record comes from it.
CREATE TABLE own_copy (
    ssin TEXT NOT NULL,
    id UUID NOT NULL,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    file_id UUID NOT NULL,
    size BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    mapping TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (ssin, id)
);
