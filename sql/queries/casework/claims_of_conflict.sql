-- Claims of a conflict in the order of commits.
-- params: id int8
-- columns: case_id uuid, serial int8, content uuid, received_at timestamptz, form int2, channel int2, persons int2,
--   territory text, response bytea, member int2
select s.case_id, s.serial, s.content, s.received_at, s.form, s.channel, s.persons, s.territory, s.response, c.member
from casework.claim c join casework.submission s on s.serial = c.serial where c.conflict = $1 order by c.serial
