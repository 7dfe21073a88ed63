-- A draft's place, locked; the device's next number; whether others wrote after `seen`; whether the case is submitted.
-- params: case_id uuid, device uuid, seen int8
-- columns: position int8, next_number int8, others bool, closed bool
select d.position,
  coalesce((select next_number from casework.draft_device v where v.case_id = $1 and v.device = $2), 1),
  exists (select from casework.draft_batch b where b.case_id = $1 and b.position > $3 and b.device <> $2),
  exists (select from casework.submission s where s.case_id = $1)
from casework.draft d where d.case_id = $1 for update of d
