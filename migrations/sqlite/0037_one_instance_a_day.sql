-- Jobs are looked at in the order in which they are taken, up to the first free one.
CREATE INDEX job_queue_order ON job_queue (run_at, id);
DROP INDEX job_queue_ready;

-- Whether a file is in use, by whomever. What was made of it is not told.
CREATE INDEX stored_file_id ON stored_file (id);
CREATE INDEX paper_file_id ON paper_file (id);
CREATE VIEW file_in_use AS
    SELECT id FROM stored_file UNION ALL SELECT id FROM paper_file UNION ALL SELECT id FROM kept_file;
