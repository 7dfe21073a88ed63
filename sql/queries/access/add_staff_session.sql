-- Opens a session of staff.
-- params: token_hash bytea, staff uuid, expires_at timestamptz
-- columns: none
insert into access.staff_session (token_hash, staff, expires_at) values ($1, $2, $3)
