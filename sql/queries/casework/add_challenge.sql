-- Adds an attempt to register.
-- params: id uuid, person uuid, phone uuid, code_hash bytea, sealed bytea, created_at timestamptz,
--   expires_at timestamptz, resend_after timestamptz, tries int4, sends int4
-- columns: none
insert into casework.challenge (id, person, phone, code_hash, sealed, created_at, expires_at, resend_after,
  tries, sends)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
