-- Members of these submissions whom an earlier household had claimed.
-- params: serials int8[]
-- columns: serial int8, member int2
select c.serial, c.member from casework.claim c
where c.serial = any($1)
  and exists (select from casework.claim e where e.conflict = c.conflict and e.serial < c.serial)
order by c.serial, c.member
