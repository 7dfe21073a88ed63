-- Who a session belongs to, while it lasts and the account is open.
-- params: token_hash bytea, now timestamptz
-- columns: id uuid, login text, role text, territory text, expires_at timestamptz,
--   sees_protected bool
select s.id, s.login, s.role, s.territory, v.expires_at, s.sees_protected
from access.staff_session v join access.staff s on s.id = v.staff
where v.token_hash = $1 and v.expires_at > $2 and s.active
