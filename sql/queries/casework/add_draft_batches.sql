-- Adds operations to locked drafts.
-- params: case_ids uuid[], positions int8[], devices uuid[], first_numbers int8[], seen int8[], at timestamptz[],
--   hashes bytea[], sealed bytea[]
-- columns: none
insert into casework.draft_batch (case_id, position, device, first_number, seen, at, hashes, sealed)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
