-- Enrolled tablets whose piece is lost, or reported lost by whoever had it, and that may still do something
-- they should not: a lost one is to be revoked, one that is only reported is to be locked.
-- params: none
-- columns: device uuid, reported bool
select p.device, false from equipment.piece p join exchange.device d on d.id = p.device
where p.condition = 7 and d.state <> 3
union all
select p.device, true
from equipment.act a join equipment.act_line l on l.act = a.id
join equipment.piece p on p.kind = l.kind and p.serial = l.serial join exchange.device d on d.id = p.device
where a.kind = 4 and a.state = 2 and p.condition <> 7 and d.state = 1
