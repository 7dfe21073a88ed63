-- Dwellings that households of a batch chose in the frame; what the frame does not have is left out.
-- params: serials int8[], dwellings int8[]
-- columns: none
insert into casework.household_dwelling (dwelling, serial)
select d.id, t.serial from unnest($1::int8[], $2::int8[]) as t (serial, dwelling)
join frame.dwelling d on d.id = t.dwelling
