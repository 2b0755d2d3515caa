-- Trainings that training providers report: the report belongs to the provider, each part of it to
-- the employer of the person it is about.

CREATE TABLE report (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    details TEXT NOT NULL,
    certificate INTEGER NOT NULL,
    valid_until TEXT,
    join_hash BLOB,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    change_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_join ON report (employer_id, join_hash);

CREATE TABLE report_part (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    report_id BLOB NOT NULL,
    provider_id BLOB NOT NULL,
    ssin TEXT NOT NULL,
    name TEXT NOT NULL,
    by_link INTEGER NOT NULL,
    details TEXT NOT NULL,
    certificate INTEGER NOT NULL,
    valid_until TEXT,
    state TEXT NOT NULL,
    words TEXT NOT NULL,
    reported_at INTEGER NOT NULL,
    answered_at INTEGER,
    answered_by TEXT,
    training_id BLOB,
    participation_id BLOB,
    change_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_part_state ON report_part (employer_id, state, reported_at);
CREATE INDEX report_part_provider ON report_part (provider_id, report_id);
CREATE INDEX report_part_ssin ON report_part (ssin);
CREATE INDEX report_part_participation ON report_part (employer_id, participation_id) WHERE participation_id IS NOT NULL;
-- The same as the provider sees it: without the number of the person.
CREATE VIEW report_part_sent AS
SELECT provider_id AS employer_id, employer_id AS receiver_id, id, report_id, name, by_link, state, words, reported_at, answered_at
FROM report_part;
