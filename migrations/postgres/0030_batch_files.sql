-- Batch files: what came in, what was said of each as a whole, and what came of each form. They belong
-- to whoever sent them; the forms may be about other employers.

CREATE TABLE batch_file (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    -- What its tickets are made of.
    serial BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- 'R' real, 'T' circuit test, 'S' simulation.
    environment TEXT NOT NULL,
    language TEXT NOT NULL,
    job_id UUID NOT NULL,
    size BIGINT NOT NULL,
    -- SHA-256 of its bytes.
    digest TEXT NOT NULL,
    -- 'received', 'refused', 'taken', 'done' or 'stopped'.
    state TEXT NOT NULL,
    -- What is wrong with it as a whole, as JSON.
    faults TEXT NOT NULL,
    forms BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    warned BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    judged_at BIGINT,
    finished_at BIGINT,
    cleared_at BIGINT,
    PRIMARY KEY (employer_id, id)
);
CREATE UNIQUE INDEX batch_file_serial ON batch_file (employer_id, serial);
CREATE INDEX batch_file_received ON batch_file (employer_id, received_at);
CREATE INDEX batch_file_open ON batch_file (employer_id, received_at) WHERE finished_at IS NULL;
CREATE INDEX batch_file_digest ON batch_file (employer_id, digest);
CREATE INDEX batch_file_name ON batch_file (employer_id, name);

CREATE TABLE batch_form (
    employer_id UUID NOT NULL,
    file_id UUID NOT NULL,
    -- The how-manieth of its file, from 1.
    n BIGINT NOT NULL,
    -- The number by which the form names the employer it is about.
    about TEXT NOT NULL,
    -- What the sender calls the form, when it was made, and 0 original, 1 modification, 3 cancellation.
    reference TEXT NOT NULL,
    created TEXT NOT NULL,
    status BIGINT NOT NULL,
    -- The block it has; empty where it has none.
    kind TEXT NOT NULL,
    -- 'accepted', 'warned' or 'refused'.
    state TEXT NOT NULL,
    -- SHA-256 of what it says; empty of a form that was refused.
    digest TEXT NOT NULL,
    -- The record that it made or changed, and the change.
    object_id UUID,
    change_id UUID,
    -- What was found, as JSON; empty once it is cleared or where there is nothing.
    outcome TEXT NOT NULL,
    PRIMARY KEY (employer_id, file_id, n)
);
CREATE INDEX batch_form_same ON batch_form (employer_id, reference) WHERE digest <> '';
