-- Buildings with exactly these streets (folded names) and houses, wherever they lie, each by its first dwelling.
-- params: street_keys text[], houses text[]
-- columns: wanted int8, id int8, territory text, street text, house text, building text
select distinct on (w.n, s.id, d.house, d.building) w.n - 1, d.id, s.territory, s.name, d.house, d.building
from unnest($1::text[], $2::text[]) with ordinality as w (key, house, n)
  join frame.street s on s.key = w.key
  join frame.dwelling d on d.street_id = s.id and lower(d.house) = lower(w.house)
order by w.n, s.id, d.house, d.building, d.flat_number, d.flat
