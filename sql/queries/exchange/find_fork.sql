-- Whether a fork that ends so is kept.
-- params: last bytea
-- columns: found bool
select exists (select from exchange.fork where last = $1)
