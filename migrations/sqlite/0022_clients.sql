-- Software of an organisation that acts through the REST API: who it is, by which public keys it
-- proves that, the tokens it was given (only their digests), and the proofs that were used already.

CREATE TABLE api_client (
    employer_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (employer_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key (
    employer_id BLOB NOT NULL,
    client_id BLOB NOT NULL,
    id BLOB NOT NULL,
    jwk TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (employer_id, client_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
    token_hash BLOB PRIMARY KEY,
    organisation_id BLOB NOT NULL,
    client_id BLOB NOT NULL,
    scopes TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX api_token_expires ON api_token (expires_at);

CREATE TABLE client_assertion (
    jti_hash BLOB PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX client_assertion_expires ON client_assertion (expires_at);
