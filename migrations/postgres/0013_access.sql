-- Organisations and the qualities in which they act, mandates between them, invitations to a role,
-- inspections; and for whom on what ground each change and each look was.

-- What everybody may know of an organisation: the names of organisations are public.
CREATE VIEW organisation AS
SELECT e.id, e.enterprise_number, e.nsso_number, e.created_at, s.name, s.language
FROM employer e JOIN employer_setting s ON s.employer_id = e.id
WHERE s.known_to = 9223372036854775807;

CREATE TABLE organisation_quality (
    employer_id UUID NOT NULL,
    quality TEXT NOT NULL,
    since BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (employer_id, quality, since)
);
INSERT INTO organisation_quality (employer_id, quality, since, change_id)
SELECT id, 'employer', created_at, '00000000-0000-0000-0000-000000000000' FROM employer;

-- Given by an employer to a provider, both organisations of the register. Quarters are yyyyq.
CREATE TABLE mandate (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    provider_id UUID NOT NULL,
    scopes TEXT NOT NULL,
    from_quarter BIGINT NOT NULL,
    until_quarter BIGINT,
    step TEXT NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX mandate_provider ON mandate (provider_id, employer_id);
-- The same as the provider sees it, who is the tenant of these rows.
CREATE VIEW mandate_held AS
SELECT m.provider_id AS employer_id, m.employer_id AS mandator_id, m.id, m.scopes, m.from_quarter, m.until_quarter, m.step
FROM mandate m;

-- What was done with a mandate, by whom: by the employer, or by the provider.
CREATE TABLE mandate_step (
    employer_id UUID NOT NULL,
    mandate_id UUID NOT NULL,
    at BIGINT NOT NULL,
    step TEXT NOT NULL,
    by_provider BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, mandate_id, at)
);
CREATE VIEW mandate_step_held AS
SELECT m.provider_id AS employer_id, s.mandate_id, s.at, s.step, s.by_provider, s.actor_name
FROM mandate m JOIN mandate_step s ON s.employer_id = m.employer_id AND s.mandate_id = m.id;

-- A link that gives a role once to whoever opens it signed in; only the digest of it is kept.
CREATE TABLE invitation (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    secret_hash BYTEA NOT NULL,
    role TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    change_id UUID NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (employer_id, id)
);

-- An inspector reads the register of an employer under this reason until then.
CREATE TABLE inspection (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    ssin TEXT NOT NULL,
    inspector_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    closed_at BIGINT,
    change_id UUID NOT NULL,
    PRIMARY KEY (employer_id, id)
);
CREATE INDEX inspection_ssin ON inspection (ssin, until);

-- The quality in which somebody acted; the organisation and the mandate where it was for another.
ALTER TABLE change ADD COLUMN quality TEXT;
ALTER TABLE change ADD COLUMN organisation_id UUID;
ALTER TABLE change ADD COLUMN organisation_name TEXT;
ALTER TABLE change ADD COLUMN mandate_id UUID;
ALTER TABLE audit_entry ADD COLUMN quality TEXT;
ALTER TABLE audit_entry ADD COLUMN organisation_id UUID;
ALTER TABLE audit_entry ADD COLUMN organisation_name TEXT;
ALTER TABLE audit_entry ADD COLUMN mandate_id UUID;
ALTER TABLE job ADD COLUMN quality TEXT;
ALTER TABLE job ADD COLUMN organisation_id UUID;
ALTER TABLE job ADD COLUMN organisation_name TEXT;
ALTER TABLE job ADD COLUMN mandate_id UUID;
