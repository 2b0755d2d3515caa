-- What belongs to a person and to no employer: own trainings and diplomas, with their evidence and
-- their history. Their key begins with the SSIN; only statements for that person reach them.

-- One row for each person with something of their own: it is locked by whoever changes it.
CREATE TABLE own_person (
    ssin TEXT PRIMARY KEY,
    latest BIGINT NOT NULL
);

CREATE TABLE own_change (
    ssin TEXT NOT NULL,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id UUID,
    caller_key TEXT NOT NULL,
    digest BYTEA NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (ssin, id)
);
CREATE UNIQUE INDEX own_change_key ON own_change (ssin, caller_key);

CREATE TABLE own_audit (
    ssin TEXT NOT NULL,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    change_id UUID,
    trace TEXT NOT NULL,
    PRIMARY KEY (ssin, id)
);
CREATE INDEX own_audit_at ON own_audit (ssin, at);

CREATE TABLE own_record (
    ssin TEXT NOT NULL,
    id UUID NOT NULL,
    version BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT,
    field TEXT,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    minutes BIGINT,
    valid_until TEXT,
    withdrawn BIGINT NOT NULL,
    PRIMARY KEY (ssin, id, version)
);

CREATE TABLE own_file (
    ssin TEXT NOT NULL,
    id UUID NOT NULL,
    record_id UUID NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    removed_at BIGINT,
    PRIMARY KEY (ssin, id)
);

-- Evidence of a participation, kept by the employer.
CREATE TABLE attachment (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    participation_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    removed_at BIGINT,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX attachment_participation ON attachment (employer_id, participation_id);
CREATE INDEX attachment_employee ON attachment (employer_id, employee_id);

-- Files of the files folder that something above names: what is not here, nor came in for an
-- import, is swept away. No personal data.
CREATE TABLE kept_file (
    id UUID PRIMARY KEY
);

-- A question of an employee about an entry, or about one that is missing.
CREATE TABLE dispute (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    employee_id UUID NOT NULL,
    about TEXT NOT NULL,
    participation_id UUID,
    training_id UUID,
    year BIGINT,
    opened_at BIGINT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX dispute_employee ON dispute (employer_id, employee_id);
CREATE INDEX dispute_state ON dispute (employer_id, state, due);

CREATE TABLE dispute_step (
    employer_id UUID NOT NULL,
    dispute_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    claim TEXT,
    linked_change UUID,
    PRIMARY KEY (employer_id, dispute_id, seq)
);

-- The employer's own list of courses, from which trainings are filled in.
CREATE TABLE course (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    kind TEXT,
    provider TEXT,
    place TEXT,
    valid_months BIGINT,
    withdrawn BIGINT NOT NULL,
    PRIMARY KEY (employer_id, id, known_from)
);
CREATE INDEX course_title ON course (employer_id, sort_title);
