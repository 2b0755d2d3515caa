-- Trainings that training providers report: the report belongs to the provider, each part of it to
-- the employer of the person it is about.

CREATE TABLE report (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    details TEXT NOT NULL,
    certificate BIGINT NOT NULL,
    valid_until TEXT,
    join_hash BYTEA,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX report_join ON report (employer_id, join_hash);

CREATE TABLE report_part (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    report_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    ssin TEXT NOT NULL,
    name TEXT NOT NULL,
    by_link BIGINT NOT NULL,
    details TEXT NOT NULL,
    certificate BIGINT NOT NULL,
    valid_until TEXT,
    state TEXT NOT NULL,
    words TEXT NOT NULL,
    reported_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT,
    training_id UUID,
    participation_id UUID,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX report_part_state ON report_part (employer_id, state, reported_at);
CREATE INDEX report_part_provider ON report_part (provider_id, report_id);
CREATE INDEX report_part_ssin ON report_part (ssin);
CREATE INDEX report_part_participation ON report_part (employer_id, participation_id) WHERE participation_id IS NOT NULL;
-- The same as the provider sees it: without the number of the person.
CREATE VIEW report_part_sent AS
SELECT provider_id AS employer_id, employer_id AS receiver_id, id, report_id, name, by_link, state, words, reported_at, answered_at
FROM report_part;
