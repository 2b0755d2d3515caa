-- Who stands in a declaration of a quarter that could not be read of them; without an employee,
-- somebody whose number itself could not be read. Absence from such a quarter says nothing.
CREATE TABLE unread (
    employer_id UUID NOT NULL,
    quarter BIGINT NOT NULL,
    id UUID NOT NULL,
    employee_id UUID,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    change_id UUID NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (employer_id, quarter, id)
);
