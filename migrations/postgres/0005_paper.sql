-- Papers: the yearly notice with the proof that it was given, files of many papers, and what
-- trainings cost.

-- body is what stood in the notice, so that the same letter can be drawn again.
CREATE TABLE notice (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    employee_id UUID NOT NULL,
    year BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    change_id UUID NOT NULL,
    body TEXT NOT NULL,
    given_on TEXT,
    given_how TEXT,
    given_at BIGINT,
    given_by TEXT,
    given_change_id UUID,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX notice_employee ON notice (employer_id, year, employee_id, made_at);

-- A file of papers in the files folder, until it is swept away.
CREATE TABLE paper_file (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    job_id UUID NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE UNIQUE INDEX paper_file_job ON paper_file (employer_id, job_id);

-- What the trainings of a kind cost for the men or the women in a year, in cents.
CREATE TABLE training_cost (
    employer_id UUID NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    gender TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    gross BIGINT NOT NULL,
    contributions BIGINT NOT NULL,
    subsidies BIGINT NOT NULL,
    PRIMARY KEY (employer_id, year, kind, gender, known_from)
);
