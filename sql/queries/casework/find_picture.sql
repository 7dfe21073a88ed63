-- A stored picture.
-- params: case_id uuid, name bytea
-- columns: kind int2, width int4, height int4, sealed bytea
select kind, width, height, sealed from casework.picture where case_id = $1 and name = $2 and state = 2
