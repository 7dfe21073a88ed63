-- The next number of a device in a draft; no row when it has written nothing yet.
-- params: case_id uuid, device uuid
-- columns: next_number int8
select next_number from casework.draft_device where case_id = $1 and device = $2
