-- Members in conflicts among submissions of a range of serials.
-- params: first int8, last int8
-- columns: serial int8, member int2, open bool, holds bool, conflict int8
select c.serial, c.member, x.rule is null, p.serial = c.serial, x.id
from casework.claim c join casework.conflict x on x.id = c.conflict join casework.person p on p.key = x.key
where c.serial between $1 and $2 order by c.serial, c.member
