-- Keeps a snapshot unless a newer one is there.
-- params: case_id uuid, position int8, snapshot bytea
-- columns: none
update casework.draft set snapshot = $3, snapshot_position = $2
where case_id = $1 and snapshot_position < $2 and position >= $2
