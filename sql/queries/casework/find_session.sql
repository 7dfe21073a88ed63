-- A session by the hash of its token.
-- params: token_hash bytea
-- columns: account uuid, case_id uuid, expires_at timestamptz
select account, case_id, expires_at from casework.session where token_hash = $1
