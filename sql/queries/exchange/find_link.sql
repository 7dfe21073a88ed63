-- The link of a stored entry.
-- params: chain uuid, number int8
-- columns: link bytea
select link from exchange.entry where chain = $1 and number = $2
