-- A row of the time line holds work that goes on unchanged: what of it was said (firm_from to
-- firm_to, both inside), and the days before and after that were carried on from there. Without
-- firm days all of it is assumed.
ALTER TABLE span ADD COLUMN firm_from TEXT;
ALTER TABLE span ADD COLUMN firm_to TEXT;
UPDATE span SET firm_from = from_date, firm_to = to_date WHERE assumed = 0;
ALTER TABLE span DROP COLUMN assumed;
