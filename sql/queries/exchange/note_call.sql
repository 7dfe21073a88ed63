-- A call that was done. `told`: what the tablet says of itself, '' when nothing; `line`: whether the log gets one.
-- params: device uuid, at timestamptz, channel int2, entries int4, forked int4, refused int4, bytes int8,
--   bytes_out int8, told text, line bool
-- columns: none
with called as (
  update exchange.device set synchronised_at = $2, told = case when $9 = '' then told else $9 end where id = $1
)
insert into exchange.call (device, at, channel, entries, forked, refused, bytes, bytes_out)
select $1, $2, $3, $4, $5, $6, $7, $8 where $10
