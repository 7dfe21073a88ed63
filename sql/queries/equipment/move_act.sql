-- Signatures, and the state that follows from them. An act that comes into force gets its place in the order of all.
-- params: id uuid, state int2, given_by text, given_at timestamptz, given_on_paper bool, taken_by text,
--   taken_at timestamptz, taken_on_paper bool
-- columns: none
update equipment.act set state = $2, given_by = $3, given_at = $4, given_on_paper = $5, taken_by = $6, taken_at = $7,
  taken_on_paper = $8, force_number = case when $2 = 3 then nextval('equipment.force_number') end
where id = $1
