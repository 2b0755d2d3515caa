-- Field of education (ISCED-F 2013) of trainings and courses; how often a digest comes; which
-- tasks without a trace of their own were noted as done; indexes for figures of a year.

ALTER TABLE training ADD COLUMN field TEXT;
ALTER TABLE course ADD COLUMN field TEXT;
ALTER TABLE digest_wish ADD COLUMN often TEXT NOT NULL DEFAULT 'weekly';

CREATE TABLE task_done (
    employer_id UUID NOT NULL,
    task TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    done_on TEXT NOT NULL,
    done_by TEXT NOT NULL,
    PRIMARY KEY (employer_id, task, known_from)
);

-- What stands now, without the versions before: figures and lists over a year read nothing else.
-- SQLite, which does not know how many rows there are, takes an index only where it is enough by
-- itself, so that the columns of the condition stand in it too.
CREATE INDEX participation_now ON participation (employer_id, training_id, employee_id, known_to, withdrawn, status, minutes, not_counting) WHERE known_to = 9223372036854775807 AND withdrawn = 0;
CREATE INDEX participation_holder ON participation (employer_id, employee_id, certificate, known_to, withdrawn, status, training_id, valid_until) WHERE certificate = 1 AND known_to = 9223372036854775807 AND withdrawn = 0;
CREATE INDEX notice_given ON notice (employer_id, year, employee_id, given_on);
DROP INDEX participation_certificate;
