-- Writes a decision.
-- params: id int8, rule int2, winner int8, evidence text, actor text, at timestamptz
-- columns: none
update casework.conflict
set rule = $2, winner = $3, evidence = $4, resolved_by = $5, resolved_at = $6 where id = $1
