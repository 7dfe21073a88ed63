-- How many people stand in questionnaires of an institution's people and on no row of its list.
-- params: place uuid
-- columns: people int8
select count(*)
from institution.resident r
  join casework.submission s on s.case_id = r.id
  join casework.person p on p.serial = s.serial
where r.place = $1
  and not exists (select from institution.resident k where k.place = $1 and k.person = p.key)
