-- For each place in the arrays: a draft, and a row for each of its operations after the snapshot, all as they were at
-- one moment; the snapshot comes with the first row. No row of operations: one row with nulls. In no order.
-- params: case_ids uuid[], devices uuid[]
-- columns: n int8, position int8, snapshot_position int8, snapshot bytea, contested bool, next_number int8,
--   submitted bool, batch int8?, device uuid?, first_number int8?, seen int8?, at timestamptz?, hashes bytea?,
--   sealed bytea?
select k.n, coalesce(d.position, 0), coalesce(d.snapshot_position, 0),
  case when coalesce(b.position, 0) in (0, d.snapshot_position + 1) then coalesce(d.snapshot, '') else '' end,
  coalesce(d.contested, false), coalesce(v.next_number, 1), coalesce(s.submitted, false),
  b.position, b.device, b.first_number, b.seen, b.at, b.hashes, b.sealed
from unnest($1, $2) with ordinality as k (case_id, device, n)
left join lateral (select position, snapshot_position, snapshot, contested
  from casework.draft d where d.case_id = k.case_id limit 1) d on true
left join lateral (select next_number from casework.draft_device v
  where v.case_id = k.case_id and v.device = k.device limit 1) v on true
left join lateral (select true as submitted from casework.submission s where s.case_id = k.case_id limit 1) s on true
left join lateral (select position, device, first_number, seen, at, hashes, sealed
  from casework.draft_batch b where b.case_id = k.case_id and b.position > d.snapshot_position offset 0) b on true
