-- Outcomes that follow from questionnaires: sent by the person alone (1 of 1, online), by a tablet, with help, or
-- counted in another way. Employees learn no more.
-- params: place uuid, at timestamptz
-- columns: none
update institution.resident r
set outcome = case when s.case_id = r.id then case when r.outcome_words is null then 3 else 4 end
    when s.channel = 2 then 1 when s.channel = 1 and s.persons = 1 then 2 else 10 end,
  outcome_at = $2, outcome_by = 'system'
from casework.person p join casework.submission s on s.serial = p.serial
where r.place = $1 and r.outcome is null and p.key = r.person
