-- How many pictures a case has, but for one.
-- params: case_id uuid, name bytea
-- columns: count int8
select count(*) from casework.picture where case_id = $1 and name <> $2
