-- Some bytes of a picture, from a position on; their number follows from that of the next.
-- params: case_id uuid, name bytea, position int4, sealed bytea
-- columns: none
insert into casework.picture_part (case_id, name, position, sealed) values ($1, $2, $3, $4)
