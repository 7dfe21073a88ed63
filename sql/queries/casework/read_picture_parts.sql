-- The parts of a picture in their order.
-- params: case_id uuid, name bytea
-- columns: position int4, sealed bytea
select position, sealed from casework.picture_part where case_id = $1 and name = $2 order by position
