-- The pictures of a case, oldest first, without what they show.
-- params: case_id uuid
-- columns: name bytea, state int2, size int4, width int4, height int4, named bool, at timestamptz
select name, state, size, width, height, named, at from casework.picture where case_id = $1 order by at, name
