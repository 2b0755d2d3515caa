-- Software that gets its tokens from an outside issuer: the name by which it goes there. One name at one
-- issuer is of one piece of software in the whole installation. A name counts only at the issuer for which
-- it was given, so that it never becomes somebody else's when the issuer is changed.

CREATE TABLE client_link (
    issuer TEXT NOT NULL,
    outside_id TEXT NOT NULL,
    organisation_id UUID NOT NULL,
    client_id UUID NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, outside_id)
);
CREATE UNIQUE INDEX client_link_client ON client_link (organisation_id, client_id);
