-- How members of households may be known; those noted before stay.
-- params: serials int8[], members int2[], keys uuid[], persons uuid[]
-- columns: none
insert into institution.likeness (serial, member, key, person)
select * from unnest($1::int8[], $2::int2[], $3::uuid[], $4::uuid[])
on conflict (serial, member) do nothing
