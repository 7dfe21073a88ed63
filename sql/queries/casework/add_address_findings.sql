-- Addresses that were typed.
-- params: serials int8[], territories text[], streets text[], houses text[], buildings text[], flats text[]
-- columns: none
insert into casework.address_finding (serial, territory, street, house, building, flat)
select * from unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
