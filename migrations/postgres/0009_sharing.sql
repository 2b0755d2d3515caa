-- What a person shows an employer of what is their own, what the employer found of it, and to
-- which address a yearly notice went.

-- Shown from an instant until another; while ended_at is empty the employer may read the record.
CREATE TABLE shared_record (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    record_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    shared_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (employer_id, id)
);
CREATE UNIQUE INDEX shared_record_open ON shared_record (employer_id, record_id) WHERE ended_at IS NULL;
CREATE INDEX shared_record_employee ON shared_record (employer_id, employee_id);

-- What somebody of the employer found of a version of a record; the latest of a version counts.
CREATE TABLE record_judgement (
    employer_id UUID NOT NULL,
    record_id UUID NOT NULL,
    at BIGINT NOT NULL,
    employee_id UUID NOT NULL,
    version BIGINT NOT NULL,
    standing TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    words TEXT NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, record_id, at)
);
CREATE INDEX record_judgement_employee ON record_judgement (employer_id, employee_id);

ALTER TABLE notice ADD COLUMN given_to TEXT;
ALTER TABLE outbox ADD COLUMN notice_id UUID;
CREATE INDEX outbox_notice ON outbox (employer_id, notice_id) WHERE notice_id IS NOT NULL;
