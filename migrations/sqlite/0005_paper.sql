-- Papers: the yearly notice with the proof that it was given, files of many papers, and what
-- trainings cost.

-- body is what stood in the notice, so that the same letter can be drawn again.
CREATE TABLE notice (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    change_id BLOB NOT NULL,
    body TEXT NOT NULL,
    given_on TEXT,
    given_how TEXT,
    given_at INTEGER,
    given_by TEXT,
    given_change_id BLOB,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_employee ON notice (employer_id, year, employee_id, made_at);

-- A file of papers in the files folder, until it is swept away.
CREATE TABLE paper_file (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    job_id BLOB NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX paper_file_job ON paper_file (employer_id, job_id);

-- What the trainings of a kind cost for the men or the women in a year, in cents.
CREATE TABLE training_cost (
    employer_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    gender TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    gross INTEGER NOT NULL,
    contributions INTEGER NOT NULL,
    subsidies INTEGER NOT NULL,
    PRIMARY KEY (employer_id, year, kind, gender, known_from)
) STRICT, WITHOUT ROWID;
