-- What senders call the records that they sent; changes that they send many at once; and how many
-- calls software makes.

CREATE TABLE sender_reference (
    employer_id BLOB NOT NULL,
    sender_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    object_id BLOB NOT NULL,
    -- Where the record is an employee: the same as the object, for erasing.
    employee_id BLOB,
    change_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, sender_id, kind, reference)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sender_reference_object ON sender_reference (employer_id, sender_id, kind, object_id);
CREATE INDEX sender_reference_employee ON sender_reference (employer_id, employee_id);

CREATE TABLE batch (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    sender_id BLOB NOT NULL,
    job_id BLOB NOT NULL,
    trial INTEGER NOT NULL,
    items INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    cleared_at INTEGER,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_made ON batch (employer_id, made_at);

CREATE TABLE batch_item (
    employer_id BLOB NOT NULL,
    batch_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    reference TEXT,
    kind TEXT NOT NULL,
    -- What is asked, as JSON; empty once it was carried out or refused.
    asked TEXT NOT NULL,
    -- 'waiting', 'done', 'good' (of a trial) or 'refused'.
    state TEXT NOT NULL,
    -- What came of it, as JSON.
    outcome TEXT NOT NULL,
    PRIMARY KEY (employer_id, batch_id, n)
) STRICT, WITHOUT ROWID;

-- Calls are taken in blocks, so that an instance asks here once for many.
CREATE TABLE api_calls (
    client_id BLOB NOT NULL,
    ends_at INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (client_id, ends_at)
) STRICT, WITHOUT ROWID;
