-- 1 active, 2 locked, 3 revoked.
-- params: id uuid, state int2
-- columns: none
update exchange.device set state = $2 where id = $1
