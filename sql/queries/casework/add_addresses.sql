-- Addresses of households of a batch: those the frame knows are linked to their dwelling, the others are findings.
-- params: serials int8[], territories text[], streets text[], street_keys text[], houses text[], buildings text[],
--   flats text[]
-- columns: none
with address as (
  select * from unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as t (serial, territory, street, key, house, building, flat)
), known as (
  select distinct on (a.serial) a.serial, d.id
  from address a
  join frame.street s on s.territory = a.territory and s.key = a.key
  join frame.dwelling d on d.street_id = s.id and lower(d.house) = lower(a.house)
    and lower(d.building) = lower(a.building) and lower(d.flat) = lower(a.flat)
  order by a.serial, d.id
), linked as (
  insert into casework.household_dwelling (dwelling, serial) select id, serial from known
)
insert into casework.address_finding (serial, territory, street, house, building, flat)
select serial, territory, street, house, building, flat from address a
where not exists (select from known k where k.serial = a.serial)
