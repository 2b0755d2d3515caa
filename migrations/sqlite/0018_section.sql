-- A role can be limited to a section of the employer: a team, or a joint committee.

ALTER TABLE role_grant ADD COLUMN team TEXT;
ALTER TABLE role_grant ADD COLUMN joint_committee TEXT;
ALTER TABLE invitation ADD COLUMN team TEXT;
ALTER TABLE invitation ADD COLUMN joint_committee TEXT;
