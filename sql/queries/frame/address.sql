-- The address of a dwelling.
-- params: dwelling int8
-- columns: territory text, street text, house text, building text, flat text
select s.territory, s.name, d.house, d.building, d.flat
from frame.dwelling d join frame.street s on s.id = d.street_id where d.id = $1
