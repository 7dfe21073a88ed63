-- Questionnaires from the address of an institution that are not those of a row of a list, with how many of their
-- people stand on the institution's own list. Who of it answered alone did so in a questionnaire of one person.
-- params: place uuid
-- columns: serial int8, channel int2, persons int2, listed int8
select h.serial, h.channel, h.persons, h.listed
from (
  select distinct s.serial, s.channel, s.persons, (
    select count(*) from institution.resident r where r.place = i.id and (
      exists (select from casework.person p where p.serial = s.serial and p.key = r.person)
      or exists (select from casework.claim c join casework.conflict x on x.id = c.conflict
        where c.serial = s.serial and x.key = r.person))) as listed
  from institution.place i
    join frame.dwelling here on here.id = i.dwelling
    join frame.dwelling d on d.street_id = here.street_id and lower(d.house) = lower(here.house)
      and lower(d.building) = lower(here.building) and (i.whole_building or d.id = here.id)
    join casework.household_dwelling l on l.dwelling = d.id
    join casework.submission s on s.serial = l.serial
  where i.id = $1 and not exists (select from institution.resident k where k.id = s.case_id)
) as h
where not (h.persons = 1 and h.listed = 1)
order by h.serial
