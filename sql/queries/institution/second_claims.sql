-- People of an institution who stand on another list, or in a questionnaire that is not the one of their row.
-- params: place uuid
-- columns: id uuid, row int4, number text, territory text
select r.id, r.row, o.number, o.territory
from institution.resident r
  join institution.resident other on other.person = r.person and other.place <> r.place
  join institution.place o on o.id = other.place and not o.protected
where r.place = $1 and r.person is not null
union all
select r.id, r.row, '', s.territory
from institution.resident r
  join casework.conflict x on x.key = r.person
  join casework.claim c on c.conflict = x.id
  join casework.submission s on s.serial = c.serial and s.case_id <> r.id
where r.place = $1 and r.person is not null
union all
select r.id, r.row, '', s.territory
from institution.resident r
  join casework.person p on p.key = r.person
  join casework.submission s on s.serial = p.serial and s.case_id <> r.id
where r.place = $1 and r.person is not null
  and not exists (select from casework.conflict x where x.key = r.person)
order by 2, 1
