-- A certificate a device may show; older ones of it end a day later.
-- params: mark bytea, device uuid, issued_at timestamptz, expires_at timestamptz
-- columns: none
with older as (
  update exchange.certificate set expires_at = $3 + interval '1 day'
  where device = $2 and expires_at > $3 + interval '1 day'
)
insert into exchange.certificate (mark, device, issued_at, expires_at) values ($1, $2, $3, $4)
