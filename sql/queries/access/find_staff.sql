-- A member of staff by login.
-- params: login text
-- columns: id uuid, login text, role text, territory text, password_hash text, totp_secret bytea, totp_step int8,
--   failures int4, locked_until timestamptz?, active bool
select id, login, role, territory, password_hash, totp_secret, totp_step, failures, locked_until, active
from access.staff where login = $1
