-- What an employer registered instead of what was reported, where it accepted a report with a change.
ALTER TABLE report_part ADD COLUMN changed TEXT;

DROP VIEW report_part_sent;
CREATE VIEW report_part_sent AS
SELECT provider_id AS employer_id, employer_id AS receiver_id, id, report_id, name, by_link, state, words, reported_at, answered_at, changed
FROM report_part;
