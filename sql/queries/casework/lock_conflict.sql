-- The person of a conflict, and whether the household has a claim in it; locks the conflict.
-- params: id int8, winner int8
-- columns: key uuid, member int2?
select x.key, c.member from casework.conflict x
left join casework.claim c on c.conflict = x.id and c.serial = $2
where x.id = $1 for update of x
