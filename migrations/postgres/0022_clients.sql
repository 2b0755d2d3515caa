-- Software of an organisation that acts through the REST API: who it is, by which public keys it
-- proves that, the tokens it was given (only their digests), and the proofs that were used already.

CREATE TABLE api_client (
    employer_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (employer_id, id)
);

CREATE TABLE api_key (
    employer_id UUID NOT NULL,
    client_id UUID NOT NULL,
    id UUID NOT NULL,
    jwk TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    change_id UUID NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (employer_id, client_id, id)
);

CREATE TABLE api_token (
    token_hash BYTEA PRIMARY KEY,
    organisation_id UUID NOT NULL,
    client_id UUID NOT NULL,
    scopes TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX api_token_expires ON api_token (expires_at);

CREATE TABLE client_assertion (
    jti_hash BYTEA PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX client_assertion_expires ON client_assertion (expires_at);
