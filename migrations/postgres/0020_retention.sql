-- What was erased because its term was over, and who may have to be forgotten by the log.

-- One row for each time something of an employer was erased: how many rows of which tables.
CREATE TABLE erasure (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    rule TEXT NOT NULL,
    people BIGINT NOT NULL,
    counts TEXT NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, id)
);

-- Ids of employees of whom nothing is held any more: entries of the audit log still name them.
CREATE TABLE erased_employee (
    employer_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    erasure_id UUID NOT NULL,
    PRIMARY KEY (employer_id, employee_id)
);

-- Since when somebody has been erased at an employer: the salt is destroyed once there is nothing
-- of that person anywhere.
ALTER TABLE audit_person ADD COLUMN leaving BIGINT;
CREATE INDEX audit_person_leaving ON audit_person (leaving) WHERE leaving IS NOT NULL;
