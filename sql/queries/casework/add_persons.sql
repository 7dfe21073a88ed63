-- Persons nobody held.
-- params: keys uuid[], serials int8[], members int2[]
-- columns: none
insert into casework.person (key, serial, member) select * from unnest($1::uuid[], $2::int8[], $3::int2[])
