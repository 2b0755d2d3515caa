-- Who stands in a declaration of a quarter that could not be read of them; without an employee,
-- somebody whose number itself could not be read. Absence from such a quarter says nothing.
CREATE TABLE unread (
    employer_id BLOB NOT NULL,
    quarter INTEGER NOT NULL,
    id BLOB NOT NULL,
    employee_id BLOB,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (employer_id, quarter, id)
) STRICT, WITHOUT ROWID;
