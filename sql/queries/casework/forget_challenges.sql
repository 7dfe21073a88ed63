-- Takes away those of the oldest attempts that were made before a moment: ids follow time, so the first ones by id are
-- the oldest, and nothing else is read.
-- params: before timestamptz, limit int4
-- columns: none
delete from casework.challenge
where id in (select id from casework.challenge order by id limit $2) and created_at < $1
