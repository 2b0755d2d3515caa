-- The provider ends sessions by its own names for them (OpenID Connect Back-Channel Logout 1.0).
-- Only digests are kept.

-- A session from before has no names by which the provider could end it: people sign in again.
DELETE FROM session;
ALTER TABLE session ADD COLUMN provider_subject BYTEA;
ALTER TABLE session ADD COLUMN provider_session BYTEA;
CREATE INDEX session_provider_subject ON session (provider_subject) WHERE provider_subject IS NOT NULL;
CREATE INDEX session_provider_session ON session (provider_session) WHERE provider_session IS NOT NULL;

-- Logout tokens that were taken, as long as one could be taken again.
CREATE TABLE logout_token (
    jti_hash BYTEA PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
