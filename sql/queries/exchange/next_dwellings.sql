-- Dwellings of territories that nobody is to visit yet and whose household has not answered, in the order of a walk:
-- street by street, house by house.
-- params: territories text[], limit int4
-- columns: id int8, territory text, street text, house text, building text, flat text, latitude_e5 int4,
--   longitude_e5 int4
select d.id, s.territory, s.name, d.house, d.building, d.flat, p.latitude_e5, p.longitude_e5
from frame.dwelling d join frame.street s on s.id = d.street_id
left join frame.place p on p.street_id = d.street_id and p.house = d.house and p.building = d.building
where s.territory = any($1::text[]) and not exists (select from exchange.lease l where l.dwelling = d.id)
  and not exists (select from casework.household_dwelling h where h.dwelling = d.id)
order by s.territory, s.name, d.house_number, d.house, d.building, d.flat_number, d.flat limit $2
