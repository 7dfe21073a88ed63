-- Buildings of some territories by the beginning of a street's folded name and by house, each with its first dwelling;
-- or one dwelling of a building, when a flat is named.
-- params: territories text[], street_key text, house text, flat text, limit int4
-- columns: id int8, territory text, street text, house text, building text, flat text
select id, territory, name, house, building, case when $4 = '' then '' else flat end
from (
  select distinct on (s.name, s.id, d.house_number, d.house, d.building)
    d.id, s.territory, s.name, s.id as street, d.house, d.building, d.flat, d.house_number
  from frame.street s join frame.dwelling d on d.street_id = s.id
  where s.territory = any($1) and starts_with(s.key, $2) and ($3 = '' or lower(d.house) = lower($3))
    and ($4 = '' or lower(d.flat) = lower($4))
  order by s.name, s.id, d.house_number, d.house, d.building, d.flat_number, d.flat
) as found
order by name, street, house_number, house, building limit $5
