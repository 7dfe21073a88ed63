-- One conflict.
-- params: id int8
-- columns: key uuid, opened_at timestamptz, rule int2?, winner int8?, evidence text?, resolved_by text?,
--   resolved_at timestamptz?
select key, opened_at, rule, winner, evidence, resolved_by, resolved_at from casework.conflict where id = $1
