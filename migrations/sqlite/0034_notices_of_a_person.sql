-- The notices of one person are looked up by it, not among those of everybody.
CREATE INDEX notice_person ON notice (employer_id, employee_id);
