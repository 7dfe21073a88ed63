-- Parts of a picture that is whole, or never will be.
-- params: case_id uuid, name bytea
-- columns: none
delete from casework.picture_part where case_id = $1 and name = $2
