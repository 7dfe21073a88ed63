-- A call in the log of synchronisations.
-- params: device uuid, at timestamptz, channel int2, entries int4, forked int4, refused int4, bytes int8
-- columns: none
with told as (
  update exchange.device set synchronised_at = $2 where id = $1
)
insert into exchange.call (device, at, channel, entries, forked, refused, bytes)
values ($1, $2, $3, $4, $5, $6, $7)
