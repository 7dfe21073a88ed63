-- The tablet that uses this code must be opened by a phrase.
-- params: code_hash bytea
-- columns: none
update exchange.invitation set phrase = true where code_hash = $1
