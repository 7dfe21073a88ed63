-- Cases of a device in whose draft others may have written since it was told, or whose household was submitted: under
-- the same case, or under one of its own from the same dwelling.
-- params: device uuid
-- columns: case_id uuid, told int8, position int8, submitted bool, completed bool
select * from (
  select l.case_id, l.told, coalesce(d.position, 0) as position,
    exists (select from casework.submission s where s.case_id = l.case_id)
      or exists (select from casework.household_dwelling h where h.dwelling = l.dwelling) as submitted,
    l.completed
  from exchange.lease l left join casework.draft d on d.case_id = l.case_id
  where l.device = $1) as c
where position > told or (submitted and not completed)
