-- A call in a device's name that was refused. At most one a minute is written for each reason: anybody can call.
-- params: device uuid, at timestamptz, code text, channel int2, bytes int8
-- columns: none
with refused as (
  update exchange.device set refused_at = $2, refused_code = $3
  where id = $1 and (refused_at is null or refused_at < $2 - interval '1 minute' or refused_code <> $3)
  returning id
)
insert into exchange.call (device, at, channel, entries, forked, refused, bytes, result)
select id, $2, $4, 0, 0, 0, $5, $3 from refused
