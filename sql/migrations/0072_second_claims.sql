-- Who stands on a list of an institution and is claimed elsewhere too: on another list, or in a questionnaire that is
-- neither the one of the row nor that of another list. A person whose row says that they left, were transferred or are
-- known as somebody else (outcomes 5, 7, 9) is expected elsewhere. Somebody who answered alone or to a tablet (1, 2)
-- did it in a questionnaire of one person.
create view institution.second_claim as
select r.place, r.id, r.row, o.number as other, o.protected as hidden, o.territory
from institution.resident r
  join institution.resident k on k.person = r.person and k.place <> r.place
  join institution.place o on o.id = k.place
where coalesce(r.outcome, 0) not in (5, 7, 9) and coalesce(k.outcome, 0) not in (5, 7, 9)
union all
select r.place, r.id, r.row, '', false, s.territory
from institution.resident r
  join casework.conflict x on x.key = r.person
  join casework.claim c on c.conflict = x.id
  join casework.submission s on s.serial = c.serial
where coalesce(r.outcome, 0) not in (5, 7, 9) and not (coalesce(r.outcome, 0) in (1, 2) and s.persons = 1)
  and not exists (select from institution.resident k where k.id = s.case_id)
union all
select r.place, r.id, r.row, '', false, s.territory
from institution.resident r
  join casework.person p on p.key = r.person
  join casework.submission s on s.serial = p.serial
where coalesce(r.outcome, 0) not in (1, 2, 5, 7, 9)
  and not exists (select from institution.resident k where k.id = s.case_id)
  and not exists (select from casework.conflict x where x.key = r.person);
grant select on institution.second_claim to sanaq_server;
