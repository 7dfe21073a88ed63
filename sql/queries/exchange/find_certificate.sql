-- Whose certificate it is and how long it is good.
-- params: mark bytea
-- columns: device uuid, expires_at timestamptz
select device, expires_at from exchange.certificate where mark = $1
