-- Operations of a draft after a place, in order, without those of one device.
-- params: case_id uuid, after int8, limit int4, except uuid
-- columns: position int8, device uuid, first_number int8, seen int8, at timestamptz, hashes bytea, sealed bytea
select position, device, first_number, seen, at, hashes, sealed
from casework.draft_batch where case_id = $1 and position > $2 and device <> $4
order by position limit $3
