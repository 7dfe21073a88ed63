-- Adds attempts to register.
-- params: ids uuid[], persons uuid[], phones uuid[], code_hashes bytea[], sealed bytea[], created_at timestamptz[],
--   expires_at timestamptz[], resend_after timestamptz[], tries int4[], sends int4[]
-- columns: none
insert into casework.challenge (id, person, phone, code_hash, sealed, created_at, expires_at, resend_after,
  tries, sends)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
