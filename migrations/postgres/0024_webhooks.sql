-- What changed, found from a change; and webhooks: where an organisation is told what happened, how
-- far it was told, what is to be told again, and whose turn it is.

CREATE INDEX audit_subject_entry ON audit_subject (employer_id, entry_id);

CREATE TABLE webhook (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    address TEXT NOT NULL,
    topics TEXT NOT NULL,
    own BIGINT NOT NULL,
    served BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ended_at BIGINT,
    paused_at BIGINT,
    failing_since BIGINT,
    tries BIGINT NOT NULL,
    answered_at BIGINT,
    answer TEXT,
    PRIMARY KEY (employer_id, id)
);

CREATE TABLE webhook_position (
    employer_id UUID NOT NULL,
    webhook_id UUID NOT NULL,
    source_id UUID NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (employer_id, webhook_id, source_id)
);

CREATE TABLE webhook_again (
    employer_id UUID NOT NULL,
    webhook_id UUID NOT NULL,
    id UUID NOT NULL,
    source_id UUID,
    change_id UUID,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (employer_id, webhook_id, id)
);

CREATE TABLE webhook_turn (
    webhook_id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    worker UUID
);
CREATE INDEX webhook_turn_due ON webhook_turn (due_at);
