-- What senders call the records that they sent; changes that they send many at once; and how many
-- calls software makes.

CREATE TABLE sender_reference (
    employer_id UUID NOT NULL,
    sender_id UUID NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    object_id UUID NOT NULL,
    -- Where the record is an employee: the same as the object, for erasing.
    employee_id UUID,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, sender_id, kind, reference)
);
CREATE UNIQUE INDEX sender_reference_object ON sender_reference (employer_id, sender_id, kind, object_id);
CREATE INDEX sender_reference_employee ON sender_reference (employer_id, employee_id);

CREATE TABLE batch (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    sender_id UUID NOT NULL,
    job_id UUID NOT NULL,
    trial BIGINT NOT NULL,
    items BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    cleared_at BIGINT,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX batch_made ON batch (employer_id, made_at);

CREATE TABLE batch_item (
    employer_id UUID NOT NULL,
    batch_id UUID NOT NULL,
    n BIGINT NOT NULL,
    reference TEXT,
    kind TEXT NOT NULL,
    -- What is asked, as JSON; empty once it was carried out or refused.
    asked TEXT NOT NULL,
    -- 'waiting', 'done', 'good' (of a trial) or 'refused'.
    state TEXT NOT NULL,
    -- What came of it, as JSON.
    outcome TEXT NOT NULL,
    PRIMARY KEY (employer_id, batch_id, n)
);

-- Calls are taken in blocks, so that an instance asks here once for many.
CREATE TABLE api_calls (
    client_id UUID NOT NULL,
    ends_at BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    PRIMARY KEY (client_id, ends_at)
);
