-- What belongs to a person and to no employer: own trainings and diplomas, with their evidence and
-- their history. Their key begins with the SSIN; only statements for that person reach them.

-- One row for each person with something of their own: it is locked by whoever changes it.
CREATE TABLE own_person (
    ssin TEXT PRIMARY KEY,
    latest INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE own_change (
    ssin TEXT NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id BLOB,
    caller_key TEXT NOT NULL,
    digest BLOB NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (ssin, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX own_change_key ON own_change (ssin, caller_key);

CREATE TABLE own_audit (
    ssin TEXT NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    change_id BLOB,
    trace TEXT NOT NULL,
    PRIMARY KEY (ssin, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_audit_at ON own_audit (ssin, at);

CREATE TABLE own_record (
    ssin TEXT NOT NULL,
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT,
    field TEXT,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    minutes INTEGER,
    valid_until TEXT,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (ssin, id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_file (
    ssin TEXT NOT NULL,
    id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    removed_at INTEGER,
    PRIMARY KEY (ssin, id)
) STRICT, WITHOUT ROWID;

-- Evidence of a participation, kept by the employer.
CREATE TABLE attachment (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    participation_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    removed_at INTEGER,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_participation ON attachment (employer_id, participation_id);
CREATE INDEX attachment_employee ON attachment (employer_id, employee_id);

-- Files of the files folder that something above names: what is not here, nor came in for an
-- import, is swept away. No personal data.
CREATE TABLE kept_file (
    id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- A question of an employee about an entry, or about one that is missing.
CREATE TABLE dispute (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    about TEXT NOT NULL,
    participation_id BLOB,
    training_id BLOB,
    year INTEGER,
    opened_at INTEGER NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_employee ON dispute (employer_id, employee_id);
CREATE INDEX dispute_state ON dispute (employer_id, state, due);

CREATE TABLE dispute_step (
    employer_id BLOB NOT NULL,
    dispute_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    claim TEXT,
    linked_change BLOB,
    PRIMARY KEY (employer_id, dispute_id, seq)
) STRICT, WITHOUT ROWID;

-- The employer's own list of courses, from which trainings are filled in.
CREATE TABLE course (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    kind TEXT,
    provider TEXT,
    place TEXT,
    valid_months INTEGER,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (employer_id, id, known_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX course_title ON course (employer_id, sort_title);
