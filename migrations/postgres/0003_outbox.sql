-- Digests of tasks by mail: who wants one, what was written, and what is due.

CREATE TABLE digest_wish (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ssin TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE UNIQUE INDEX digest_wish_ssin ON digest_wish (employer_id, ssin) WHERE known_to = 9223372036854775807;

CREATE TABLE outbox (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    attempts BIGINT NOT NULL,
    fault TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX outbox_created ON outbox (employer_id, created_at);

-- Not of one employer: which digest is to be written and which mail sent (no personal data).
CREATE TABLE mail_queue (
    id UUID PRIMARY KEY,
    employer_id UUID NOT NULL,
    errand TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX mail_queue_due ON mail_queue (errand, run_at);

-- Which certificates end soon.
CREATE INDEX participation_valid ON participation (employer_id, valid_until) WHERE valid_until IS NOT NULL AND known_to = 9223372036854775807;
CREATE INDEX participation_certificate ON participation (employer_id, training_id, employee_id, valid_until) WHERE certificate = 1 AND status = 'completed' AND withdrawn = 0 AND known_to = 9223372036854775807;
