-- Cases of a device in whose draft others may have written since it was told, or that were submitted.
-- params: device uuid
-- columns: case_id uuid, told int8, position int8, submitted bool, completed bool
select l.case_id, l.told, coalesce(d.position, 0), s.serial is not null, l.completed
from exchange.lease l
left join casework.draft d on d.case_id = l.case_id
left join casework.submission s on s.case_id = l.case_id
where l.device = $1 and (coalesce(d.position, 0) > l.told or (s.serial is not null and not l.completed))
