-- Dwellings of territories that nobody is to visit yet, in the order of a walk: street by street, house by house.
-- params: territories text[], limit int4
-- columns: id int8, territory text, street text, house text, building text, flat text
select d.id, s.territory, s.name, d.house, d.building, d.flat
from frame.dwelling d join frame.street s on s.id = d.street_id
where s.territory = any($1::text[]) and not exists (select from exchange.lease l where l.dwelling = d.id)
order by s.territory, s.name, d.house_number, d.house, d.building, d.flat_number, d.flat limit $2
