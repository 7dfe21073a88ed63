-- Outcomes that follow from questionnaires: with help or from the administration's papers in the questionnaire of the
-- row; alone or to a tablet in a questionnaire of one person, unless another list has it; or counted in another way.
-- Employees learn no more.
-- params: place uuid, at timestamptz
-- columns: none
update institution.resident r
set outcome = case when s.case_id = r.id then case when r.outcome_words is null then 3 else 4 end
    when s.persons = 1 and s.channel in (1, 2) and not exists (
      select from institution.resident k where k.person = r.person and k.place <> r.place and k.outcome in (1, 2))
      then 3 - s.channel
    else 10 end,
  outcome_at = $2, outcome_by = 'system'
from casework.person p join casework.submission s on s.serial = p.serial
where r.place = $1 and r.outcome is null and p.key = r.person
