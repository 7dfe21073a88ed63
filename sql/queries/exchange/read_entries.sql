-- Entries of a chain, in order.
-- params: chain uuid, after int8, limit int8
-- columns: number int8, sealed bytea
select number, sealed from exchange.entry where chain = $1 and number > $2 order by number limit $3
