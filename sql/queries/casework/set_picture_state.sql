-- A picture that begins anew, or never will be whole.
-- params: case_id uuid, name bytea, state int2, size int4
-- columns: none
update casework.picture set state = $3, size = $4, held = 0, sealed = null where case_id = $1 and name = $2
