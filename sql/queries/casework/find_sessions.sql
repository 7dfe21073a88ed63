-- Sessions by the hashes of their tokens.
-- params: token_hashes bytea[]
-- columns: token_hash bytea, account uuid, case_id uuid, expires_at timestamptz
select token_hash, account, case_id, expires_at from casework.session where token_hash = any($1)
