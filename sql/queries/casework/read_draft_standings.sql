-- For each place in the arrays: where a draft stands, the device's next number, whether others wrote after `seen`,
-- whether the case is submitted. `limit 1` keeps each look-up one by index, however large the tables grow.
-- params: case_ids uuid[], devices uuid[], seen int8[]
-- columns: n int8, position int8, next_number int8, others bool, submitted bool
select k.n, d.position, coalesce(v.next_number, 1), coalesce(b.others, false), coalesce(s.submitted, false)
from unnest($1, $2, $3) with ordinality as k (case_id, device, seen, n)
left join lateral (select position from casework.draft d where d.case_id = k.case_id limit 1) d on true
left join lateral (select next_number from casework.draft_device v
  where v.case_id = k.case_id and v.device = k.device limit 1) v on true
left join lateral (select true as others from casework.draft_batch b
  where b.case_id = k.case_id and b.position > k.seen and b.device <> k.device limit 1) b on true
left join lateral (select true as submitted from casework.submission s where s.case_id = k.case_id limit 1) s on true
