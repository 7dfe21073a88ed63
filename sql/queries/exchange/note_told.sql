-- What the holder of a case was told.
-- params: case_id uuid, device uuid, told int8, completed bool
-- columns: none
update exchange.lease set told = $3, completed = $4 where case_id = $1 and device = $2
