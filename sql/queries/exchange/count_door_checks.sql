-- How often a device asked since a moment: in all, and by IIN.
-- params: device uuid, since timestamptz
-- columns: all int8, by_iin int8
select count(*), count(*) filter (where way = 2) from exchange.door_check where device = $1 and at > $2
