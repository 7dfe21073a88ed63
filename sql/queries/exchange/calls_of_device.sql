-- The log of synchronisations of a device, newest first, before a line; 0: from the newest.
-- params: device uuid, before int8, limit int8
-- columns: id int8, at timestamptz, channel int2, entries int4, forked int4, refused int4, bytes int8, bytes_out int8,
--   result text
select id, at, channel, entries, forked, refused, bytes, bytes_out, result
from exchange.call
where device = $1 and ($2 = 0 or id < $2)
order by id desc limit $3
