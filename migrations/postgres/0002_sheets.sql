-- Spreadsheets: what came in, row by row, and which column of a layout is what.

CREATE TABLE sheet_import (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    file_id UUID,
    form TEXT NOT NULL,
    columns TEXT NOT NULL,
    mapping TEXT NOT NULL,
    report TEXT NOT NULL,
    job_id UUID,
    created_at BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX sheet_import_at ON sheet_import (employer_id, created_at);

CREATE TABLE sheet_row (
    employer_id UUID NOT NULL,
    import_id UUID NOT NULL,
    row_number BIGINT NOT NULL,
    cells TEXT NOT NULL,
    verdict TEXT NOT NULL,
    group_key TEXT NOT NULL,
    item_key TEXT NOT NULL,
    faults TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (employer_id, import_id, row_number)
);
CREATE INDEX sheet_row_verdict ON sheet_row (employer_id, import_id, verdict, row_number);
CREATE INDEX sheet_row_group ON sheet_row (employer_id, import_id, group_key, row_number);
CREATE INDEX sheet_row_item ON sheet_row (employer_id, import_id, item_key);

CREATE TABLE sheet_layout (
    employer_id UUID NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    mapping TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (employer_id, digest)
);
