-- The log over the audit entries: leaves in the order in which entries were committed, the right
-- edge of their tree, signed checkpoints, and the salts under which people stand in it.

-- Entries that were written and are not in the log yet, in the order in which they were written.
-- `about`: ids of employees in hexadecimal digits, one after the other; of an entry of a person's
-- own log, which names no employer, that person's SSIN.
CREATE TABLE audit_waiting (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id BLOB NOT NULL,
    employer_id BLOB,
    about TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_waiting_since ON audit_waiting (since);

CREATE TABLE audit_leaf (
    n INTEGER PRIMARY KEY,
    entry_id BLOB NOT NULL,
    line TEXT NOT NULL,
    hash BLOB NOT NULL,
    reason_salt BLOB
) STRICT;
CREATE UNIQUE INDEX audit_leaf_entry ON audit_leaf (entry_id);

-- One row: name of the log, number of leaves, roots of its perfect subtrees.
CREATE TABLE audit_tree (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL
) STRICT;

CREATE TABLE audit_checkpoint (
    size INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;

-- The keys that signed, and from which size on.
CREATE TABLE audit_key (
    public_key TEXT PRIMARY KEY,
    from_size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A person as the log names one. Forgetting empties person and salt and keeps the commitment.
CREATE TABLE audit_person (
    commitment BLOB PRIMARY KEY,
    person TEXT,
    salt BLOB
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX audit_person_person ON audit_person (person);

-- What was written before there was a log comes first, in the order of time.
INSERT INTO audit_waiting (entry_id, employer_id, about, since)
SELECT e.id, e.employer_id, COALESCE(s.about, ''), CAST(strftime('%s', 'now') AS INTEGER) * 1000000
FROM audit_entry e LEFT JOIN (
    SELECT employer_id, entry_id, group_concat(lower(hex(employee_id)), '') AS about
    FROM audit_subject GROUP BY employer_id, entry_id
) s ON s.employer_id = e.employer_id AND s.entry_id = e.id
ORDER BY e.at, e.id;
INSERT INTO audit_waiting (entry_id, employer_id, about, since)
SELECT id, NULL, ssin, CAST(strftime('%s', 'now') AS INTEGER) * 1000000
FROM own_audit ORDER BY at, id;
