-- Somebody asks the operator to add an organisation of which he or she is a legal representative, or
-- for which he or she was asked to begin. All lie with the installation, whose nil id is the employer.

CREATE TABLE organisation_request (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    ssin TEXT NOT NULL,
    person_name TEXT NOT NULL,
    enterprise_number TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    qualities TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    words TEXT NOT NULL,
    answered_at INTEGER,
    change_id BLOB NOT NULL,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_request_ssin ON organisation_request (ssin);
