-- Opens a session.
-- params: token_hash bytea, account uuid, case_id uuid, expires_at timestamptz
-- columns: none
insert into casework.session (token_hash, account, case_id, expires_at) values ($1, $2, $3, $4)
