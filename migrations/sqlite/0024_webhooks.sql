-- What changed, found from a change; and webhooks: where an organisation is told what happened, how
-- far it was told, what is to be told again, and whose turn it is.

CREATE INDEX audit_subject_entry ON audit_subject (employer_id, entry_id);

CREATE TABLE webhook (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    address TEXT NOT NULL,
    topics TEXT NOT NULL,
    own INTEGER NOT NULL,
    served INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    ended_at INTEGER,
    paused_at INTEGER,
    failing_since INTEGER,
    tries INTEGER NOT NULL,
    answered_at INTEGER,
    answer TEXT,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_position (
    employer_id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    source_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (employer_id, webhook_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_again (
    employer_id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    id BLOB NOT NULL,
    source_id BLOB,
    change_id BLOB,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (employer_id, webhook_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_turn (
    webhook_id BLOB PRIMARY KEY,
    organisation_id BLOB NOT NULL,
    due_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    worker BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_turn_due ON webhook_turn (due_at);
