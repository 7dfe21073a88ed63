-- The code is used up.
-- params: code_hash bytea, device uuid
-- columns: none
update exchange.invitation set device = $2 where code_hash = $1
