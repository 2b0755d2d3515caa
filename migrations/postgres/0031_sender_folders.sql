-- The folders in which senders leave batch files: whose each is, by the sender's number. What a folder
-- holds is taken for that software of that organisation, and nothing is taken from any other.

CREATE TABLE sender_folder (
    -- The number of the sender, six digits in names of files.
    number BIGINT NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL,
    client_id UUID NOT NULL,
    -- Language of the answers.
    language TEXT NOT NULL,
    -- SHA-256 of certificates that may sign besides those of the organisation itself, with spaces between.
    signers TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX sender_folder_client ON sender_folder (organisation_id, client_id);

-- Which instance looks after the folders, and until when.
CREATE TABLE folder_watch (
    n BIGINT NOT NULL PRIMARY KEY,
    holder UUID NOT NULL,
    until_at BIGINT NOT NULL
);

-- What all names of a batch have in common; empty where the name is not of the habit of batches.
ALTER TABLE batch_file ADD COLUMN batch TEXT NOT NULL DEFAULT '';
-- The folder it was left in; none where it came another way.
ALTER TABLE batch_file ADD COLUMN folder BIGINT;
-- Which answer is still to be put into the folder: 'acrf', 'noti', or none.
ALTER TABLE batch_file ADD COLUMN owed TEXT NOT NULL DEFAULT '';
-- SHA-256 of the certificate by which it was signed; empty where it was not.
ALTER TABLE batch_file ADD COLUMN signer TEXT NOT NULL DEFAULT '';
UPDATE batch_file SET batch = substr(name, 9, 23) WHERE name LIKE 'FI.FLAC.%.1' OR name LIKE 'CO.FLAC.%.1';
DROP INDEX batch_file_name;
CREATE INDEX batch_file_batch ON batch_file (employer_id, batch) WHERE batch <> '';
CREATE INDEX batch_file_owed ON batch_file (employer_id, folder) WHERE owed <> '';
