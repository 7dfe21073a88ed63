-- How many bytes of a picture have come.
-- params: case_id uuid, name bytea, held int4
-- columns: none
update casework.picture set held = $3 where case_id = $1 and name = $2
