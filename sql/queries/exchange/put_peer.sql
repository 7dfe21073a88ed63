-- A device's end of the tunnel, in the place of the one it had; its number stays.
-- params: device uuid, key bytea, preshared bytea, made_at timestamptz
-- columns: number int4
insert into exchange.peer (device, number, key, preshared, made_at)
values ($1, coalesce((select number from exchange.peer where device = $1), nextval('exchange.peer_number'))::int4,
  $2, $3, $4)
on conflict (device) do update set key = excluded.key, preshared = excluded.preshared, made_at = excluded.made_at
returning number
