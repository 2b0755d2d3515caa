-- The register. One row shape on both engines: whole numbers, text, ids, bytes.
-- Dates are text yyyy-MM-dd; instants are microseconds since 1970-01-01T00:00:00Z.
-- Versioned tables carry known_from and known_to: a row was what the register held true from the
-- one instant until the other; the largest integer stands for "still".

CREATE TABLE employer (
    id BLOB PRIMARY KEY,
    enterprise_number TEXT NOT NULL UNIQUE,
    nsso_number INTEGER UNIQUE,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE employer_setting (
    employer_id BLOB NOT NULL REFERENCES employer (id),
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    day_minutes INTEGER NOT NULL,
    PRIMARY KEY (employer_id, known_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_grant (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    ssin TEXT NOT NULL,
    role TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    holder_name TEXT,
    ended_at INTEGER,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_grant_ssin ON role_grant (ssin);

CREATE TABLE change (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor_ssin TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    caller_key TEXT NOT NULL,
    digest BLOB NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX change_key ON change (employer_id, actor_ssin, caller_key);
CREATE INDEX change_at ON change (employer_id, at);

CREATE TABLE audit_entry (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor_ssin TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    change_id BLOB,
    subjects INTEGER NOT NULL,
    trace TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_entry_at ON audit_entry (employer_id, at);

CREATE TABLE audit_subject (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, employee_id, entry_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE employee (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
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
) STRICT, WITHOUT ROWID;
-- One index for both questions: who is this person here, and where is this person known.
CREATE UNIQUE INDEX employee_ssin ON employee (ssin, employer_id) WHERE known_to = 9223372036854775807;
CREATE INDEX employee_name ON employee (employer_id, sort_name, id);

CREATE TABLE statement (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    id BLOB NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    origin TEXT NOT NULL,
    quarter INTEGER,
    created TEXT,
    dimona_period INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_dimona_period ON statement (employer_id, dimona_period, employee_id) WHERE dimona_period IS NOT NULL;

CREATE TABLE declared_quarter (
    employer_id BLOB NOT NULL,
    quarter INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarter_size (
    employer_id BLOB NOT NULL,
    quarter INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    fte TEXT NOT NULL,
    headcount INTEGER NOT NULL,
    PRIMARY KEY (employer_id, quarter, known_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE size_average (
    employer_id BLOB NOT NULL,
    period_year INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    hundredths INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (employer_id, period_year, known_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE span (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    id BLOB NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    joint_committee TEXT NOT NULL,
    q INTEGER NOT NULL,
    s INTEGER NOT NULL,
    origin TEXT NOT NULL,
    assumed INTEGER NOT NULL,
    PRIMARY KEY (employer_id, employee_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_end (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    end_date TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, end_date, known_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_right (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    state TEXT NOT NULL,
    computed_minutes INTEGER NOT NULL,
    previous_minutes INTEGER,
    booked_minutes INTEGER NOT NULL,
    working_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, employee_id, year, kind, known_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_right_state ON training_right (employer_id, year, state) WHERE known_to = 9223372036854775807;

-- Many people share one working: it is kept once, under the digest of its text.
CREATE TABLE working (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE right_override (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    minutes INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, year, kind, known_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_days (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    employee_id BLOB,
    year INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    hundredths INTEGER NOT NULL,
    flat INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_days_employee ON company_days (employer_id, employee_id);

CREATE TABLE opt_out (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    employee_id BLOB,
    year INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opt_out_employee ON opt_out (employer_id, employee_id);

CREATE TABLE training (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    provider TEXT,
    place TEXT,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    kind TEXT,
    nature TEXT,
    funding TEXT,
    cla_number TEXT,
    not_counting TEXT,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (employer_id, id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_start ON training (employer_id, start_date, id);

CREATE TABLE participation (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    training_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    status TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    not_counting TEXT,
    certificate INTEGER NOT NULL,
    valid_until TEXT,
    split TEXT,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (employer_id, id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_training ON participation (employer_id, training_id);
CREATE INDEX participation_employee ON participation (employer_id, employee_id);

CREATE TABLE adjustment (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    date TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    minutes INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (employer_id, employee_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entry (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    id BLOB NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    origin_year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    date TEXT NOT NULL,
    source_id BLOB,
    PRIMARY KEY (employer_id, employee_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    statutory INTEGER NOT NULL,
    sectoral INTEGER NOT NULL,
    company INTEGER NOT NULL,
    carried_in INTEGER NOT NULL,
    debited INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    lapsed INTEGER NOT NULL,
    adjusted INTEGER NOT NULL,
    carried_out INTEGER NOT NULL,
    PRIMARY KEY (employer_id, employee_id, year)
) STRICT, WITHOUT ROWID;

-- Whose rights and account are to be worked out again; follow: the time line before them.
CREATE TABLE recalculation (
    employer_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    follow INTEGER NOT NULL,
    PRIMARY KEY (employer_id, employee_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_file (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    payload TEXT NOT NULL,
    cursor TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    report TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    actor_ssin TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_created ON job (employer_id, created_at);

CREATE TABLE import_finding (
    employer_id BLOB NOT NULL,
    job_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    file INTEGER NOT NULL,
    kind TEXT NOT NULL,
    employee_id BLOB,
    detail TEXT NOT NULL,
    PRIMARY KEY (employer_id, job_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_finding_kind ON import_finding (employer_id, job_id, kind, seq);

-- Not of one employer: the queue of jobs (no personal data), sign-ins and sessions.

CREATE TABLE job_queue (
    id BLOB PRIMARY KEY,
    employer_id BLOB NOT NULL,
    run_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    worker BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX job_queue_ready ON job_queue (lease_until, run_at);

CREATE TABLE login (
    state_hash BLOB PRIMARY KEY,
    body TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    ssin TEXT NOT NULL,
    body TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_ssin ON session (ssin);

CREATE TABLE system_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
