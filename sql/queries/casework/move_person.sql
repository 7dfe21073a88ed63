-- Gives a person to the household that a decision chose.
-- params: key uuid, serial int8, member int2
-- columns: none
update casework.person set serial = $2, member = $3 where key = $1
