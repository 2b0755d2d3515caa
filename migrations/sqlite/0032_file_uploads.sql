-- Batch files that come in over several requests: how far each is, and the pieces that came.

CREATE TABLE file_upload (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    -- Whose it is, as in changes: nobody else of the organisation goes on with it.
    actor_ssin TEXT NOT NULL,
    -- Under which the file is taken once.
    caller_key TEXT NOT NULL,
    name TEXT NOT NULL,
    -- 'R' real, 'T' circuit test, 'S' simulation.
    environment TEXT NOT NULL,
    language TEXT NOT NULL,
    -- How many bytes it will have, and how many came.
    length INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    -- SHA-256 that all of it must have; empty where the sender gave none.
    checksum TEXT NOT NULL,
    -- Its `FS`; none where it is not signed.
    signature TEXT,
    made_at INTEGER NOT NULL,
    -- What it became.
    file_id BLOB,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX file_upload_key ON file_upload (employer_id, actor_ssin, caller_key);
CREATE INDEX file_upload_made ON file_upload (employer_id, made_at);

CREATE TABLE file_upload_piece (
    employer_id BLOB NOT NULL,
    upload_id BLOB NOT NULL,
    -- Where its first byte stands, from 0.
    first INTEGER NOT NULL,
    length INTEGER NOT NULL,
    -- SHA-256 of its bytes: a piece that comes again is known by it.
    digest TEXT NOT NULL,
    -- Its name in the files folder; the bytes go when the upload is whole.
    file_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, upload_id, first)
) STRICT, WITHOUT ROWID;
