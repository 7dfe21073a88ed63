-- The submission that holds a person.
-- params: key uuid
-- columns: case_id uuid, serial int8, content uuid, received_at timestamptz, form int2, channel int2, persons int2,
--   territory text
select s.case_id, s.serial, s.content, s.received_at, s.form, s.channel, s.persons, s.territory
from casework.person p join casework.submission s on s.serial = p.serial where p.key = $1
