-- A draft's place and snapshot.
-- params: case_id uuid
-- columns: position int8, snapshot_position int8, snapshot bytea, contested bool
select position, snapshot_position, coalesce(snapshot, ''), contested from casework.draft where case_id = $1
