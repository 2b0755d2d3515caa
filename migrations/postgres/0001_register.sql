-- The register. One row shape on both engines: whole numbers, text, ids, bytes.
-- Dates are text yyyy-MM-dd; instants are microseconds since 1970-01-01T00:00:00Z.
-- Versioned tables carry known_from and known_to: a row was what the register held true from the
-- one instant until the other; the largest integer stands for "still".

CREATE TABLE employer (
    id UUID PRIMARY KEY,
    enterprise_number TEXT NOT NULL UNIQUE,
    nsso_number BIGINT UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE employer_setting (
    employer_id UUID NOT NULL REFERENCES employer (id),
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    day_minutes BIGINT NOT NULL,
    PRIMARY KEY (employer_id, known_from)
);

CREATE TABLE role_grant (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    ssin TEXT NOT NULL,
    role TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    holder_name TEXT,
    ended_at BIGINT,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX role_grant_ssin ON role_grant (ssin);

CREATE TABLE change (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    actor_ssin TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    caller_key TEXT NOT NULL,
    digest BYTEA NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE UNIQUE INDEX change_key ON change (employer_id, actor_ssin, caller_key);
CREATE INDEX change_at ON change (employer_id, at);

CREATE TABLE audit_entry (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    actor_ssin TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    change_id UUID,
    subjects BIGINT NOT NULL,
    trace TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX audit_entry_at ON audit_entry (employer_id, at);

CREATE TABLE audit_subject (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    PRIMARY KEY (employer_id, employee_id, entry_id)
);

CREATE TABLE employee (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ssin TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    birth_date TEXT,
    birth_place TEXT,
    address TEXT,
    gender TEXT,
    language TEXT,
    email TEXT,
    team TEXT,
    PRIMARY KEY (employer_id, id, known_from)
);
-- One index for both questions: who is this person here, and where is this person known.
CREATE UNIQUE INDEX employee_ssin ON employee (ssin, employer_id) WHERE known_to = 9223372036854775807;
CREATE INDEX employee_name ON employee (employer_id, sort_name, id);

CREATE TABLE statement (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    id UUID NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    origin TEXT NOT NULL,
    quarter BIGINT,
    created TEXT,
    dimona_period BIGINT,
    body TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, id)
);
CREATE INDEX statement_dimona_period ON statement (employer_id, dimona_period, employee_id) WHERE dimona_period IS NOT NULL;

CREATE TABLE declared_quarter (
    employer_id UUID NOT NULL,
    quarter BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, quarter)
);

CREATE TABLE quarter_size (
    employer_id UUID NOT NULL,
    quarter BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    fte TEXT NOT NULL,
    headcount BIGINT NOT NULL,
    PRIMARY KEY (employer_id, quarter, known_from)
);

CREATE TABLE size_average (
    employer_id UUID NOT NULL,
    period_year BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    hundredths BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (employer_id, period_year, known_from)
);

CREATE TABLE span (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    id UUID NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    joint_committee TEXT NOT NULL,
    q BIGINT NOT NULL,
    s BIGINT NOT NULL,
    origin TEXT NOT NULL,
    assumed BIGINT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, id)
);

CREATE TABLE service_end (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    end_date TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, end_date, known_from)
);

CREATE TABLE training_right (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    state TEXT NOT NULL,
    computed_minutes BIGINT NOT NULL,
    previous_minutes BIGINT,
    booked_minutes BIGINT NOT NULL,
    working_id UUID NOT NULL,
    PRIMARY KEY (employer_id, employee_id, year, kind, known_from)
);
CREATE INDEX training_right_state ON training_right (employer_id, year, state) WHERE known_to = 9223372036854775807;

-- Many people share one working: it is kept once, under the digest of its text.
CREATE TABLE working (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);

CREATE TABLE right_override (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    minutes BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, year, kind, known_from)
);

CREATE TABLE company_days (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    employee_id UUID,
    year BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    hundredths BIGINT NOT NULL,
    flat BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX company_days_employee ON company_days (employer_id, employee_id);

CREATE TABLE opt_out (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    employee_id UUID,
    year BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX opt_out_employee ON opt_out (employer_id, employee_id);

CREATE TABLE training (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    version BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    provider TEXT,
    place TEXT,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    kind TEXT,
    nature TEXT,
    funding TEXT,
    cla_number TEXT,
    not_counting TEXT,
    withdrawn BIGINT NOT NULL,
    PRIMARY KEY (employer_id, id, version)
);
CREATE INDEX training_start ON training (employer_id, start_date, id);

CREATE TABLE participation (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    version BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    training_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    status TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    not_counting TEXT,
    certificate BIGINT NOT NULL,
    valid_until TEXT,
    split TEXT,
    withdrawn BIGINT NOT NULL,
    PRIMARY KEY (employer_id, id, version)
);
CREATE INDEX participation_training ON participation (employer_id, training_id);
CREATE INDEX participation_employee ON participation (employer_id, employee_id);

CREATE TABLE adjustment (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    employee_id UUID NOT NULL,
    year BIGINT NOT NULL,
    date TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    minutes BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, id)
);

CREATE TABLE ledger_entry (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    id UUID NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    year BIGINT NOT NULL,
    origin_year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    date TEXT NOT NULL,
    source_id UUID,
    PRIMARY KEY (employer_id, employee_id, id)
);

CREATE TABLE credit (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    year BIGINT NOT NULL,
    statutory BIGINT NOT NULL,
    sectoral BIGINT NOT NULL,
    company BIGINT NOT NULL,
    carried_in BIGINT NOT NULL,
    debited BIGINT NOT NULL,
    planned BIGINT NOT NULL,
    lapsed BIGINT NOT NULL,
    adjusted BIGINT NOT NULL,
    carried_out BIGINT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, year)
);

-- Whose rights and account are to be worked out again; follow: the time line before them.
CREATE TABLE recalculation (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    follow BIGINT NOT NULL,
    PRIMARY KEY (employer_id, employee_id)
);

CREATE TABLE stored_file (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (employer_id, id)
);

CREATE TABLE job (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    payload TEXT NOT NULL,
    cursor TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    report TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    actor_ssin TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX job_created ON job (employer_id, created_at);

CREATE TABLE import_finding (
    employer_id UUID NOT NULL,
    job_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    file BIGINT NOT NULL,
    kind TEXT NOT NULL,
    employee_id UUID,
    detail TEXT NOT NULL,
    PRIMARY KEY (employer_id, job_id, seq)
);
CREATE INDEX import_finding_kind ON import_finding (employer_id, job_id, kind, seq);

-- Not of one employer: the queue of jobs (no personal data), sign-ins and sessions.

CREATE TABLE job_queue (
    id UUID PRIMARY KEY,
    employer_id UUID NOT NULL,
    run_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    worker UUID
);
CREATE INDEX job_queue_ready ON job_queue (lease_until, run_at);

CREATE TABLE login (
    state_hash BYTEA PRIMARY KEY,
    body TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash BYTEA PRIMARY KEY,
    ssin TEXT NOT NULL,
    body TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_ssin ON session (ssin);

CREATE TABLE system_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
