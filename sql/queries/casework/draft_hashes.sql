-- Hashes of a device's operations in a range of its numbers.
-- params: case_id uuid, device uuid, first int8, last int8
-- columns: first_number int8, hashes bytea
select first_number, hashes from casework.draft_batch
where case_id = $1 and device = $2 and first_number <= $4 and first_number + length(hashes) / 8 > $3
order by first_number
