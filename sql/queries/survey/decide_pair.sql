-- What a clerk says of a pair; nothing when it is decided.
-- params: id int8, decision int2, clerk text, at timestamptz
-- columns: none
update survey.pair set decision = $2, decided_by = $3, decided_at = $4 where id = $1 and decision is null
