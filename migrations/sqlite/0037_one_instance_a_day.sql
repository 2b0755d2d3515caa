-- Jobs are looked at in the order in which they are taken, up to the first free one.
CREATE INDEX job_queue_order ON job_queue (run_at, id);
DROP INDEX job_queue_ready;
