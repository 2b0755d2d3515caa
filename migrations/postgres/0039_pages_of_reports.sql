-- Reports and what was answered of them are read page by page, the latest first.
CREATE INDEX report_made ON report (employer_id, made_at, id);
CREATE INDEX report_part_answered ON report_part (employer_id, answered_at, id) WHERE answered_at IS NOT NULL;
