-- A new code for an attempt.
-- params: id uuid, code_hash bytea, expires_at timestamptz, resend_after timestamptz, sends int4
-- columns: none
update casework.challenge set code_hash = $2, expires_at = $3, resend_after = $4, sends = $5 where id = $1 and not used
