-- An attempt that is not used up.
-- params: id uuid
-- columns: id uuid, person uuid, phone uuid, code_hash bytea, sealed bytea, created_at timestamptz,
--   expires_at timestamptz, resend_after timestamptz, tries int4, sends int4
select id, person, phone, code_hash, sealed, created_at, expires_at, resend_after, tries, sends
from casework.challenge where id = $1 and not used
