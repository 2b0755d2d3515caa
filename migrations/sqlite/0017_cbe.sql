-- The open data of the Crossroads Bank for Enterprises: which enterprise numbers there are, and the
-- names registered for them. An extract is loaded beside the one that is read and takes its place in
-- one step; what is old is cleared afterwards.
CREATE TABLE cbe_extract (
    id INTEGER PRIMARY KEY,
    -- loading, loaded (one at most), old.
    state TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    enterprises INTEGER NOT NULL,
    names INTEGER NOT NULL
) STRICT;

CREATE TABLE cbe_enterprise (
    extract_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (extract_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cbe_name (
    extract_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    -- nl, fr, de, en; empty where the CBE does not know it.
    language TEXT NOT NULL,
    -- The line of the file: the order of the names of one enterprise.
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (extract_id, number, language)
) STRICT, WITHOUT ROWID;
