-- Somebody asks the operator to add an organisation of which he or she is a legal representative, or
-- for which he or she was asked to begin. All lie with the installation, whose nil id is the employer.

CREATE TABLE organisation_request (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    ssin TEXT NOT NULL,
    person_name TEXT NOT NULL,
    enterprise_number TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    qualities TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    words TEXT NOT NULL,
    answered_at BIGINT,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX organisation_request_ssin ON organisation_request (ssin);
