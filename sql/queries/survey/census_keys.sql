-- Keys of the people of a submission.
-- params: serial int8
-- columns: member int2, key uuid
select member, key from casework.person where serial = $1
union
select c.member, x.key from casework.claim c join casework.conflict x on x.id = c.conflict where c.serial = $1
order by 1
