-- Tokens that only the holder of a key can use: the thumbprint of that key.

ALTER TABLE api_token ADD COLUMN bound_to TEXT;
