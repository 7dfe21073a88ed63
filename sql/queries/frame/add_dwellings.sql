-- Adds dwellings to a street; those it has already stay.
-- params: street int8, houses text[], buildings text[], flats text[], house_numbers int4[], flat_numbers int4[]
-- columns: none
insert into frame.dwelling (street_id, house, building, flat, house_number, flat_number)
select $1, h, b, f, hn, fn from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[]) as t (h, b, f, hn, fn)
on conflict (street_id, house, building, flat) do nothing
