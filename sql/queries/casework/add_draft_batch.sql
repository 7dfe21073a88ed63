-- Adds operations to a locked draft.
-- params: case_id uuid, position int8, device uuid, first_number int8, seen int8, at timestamptz, hashes bytea,
--   sealed bytea
-- columns: none
insert into casework.draft_batch (case_id, position, device, first_number, seen, at, hashes, sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8)
