-- Counts of an institution after a change of its people.
-- params: id uuid
-- columns: none
update institution.place p set people = c.people, done = c.done
from (select count(*)::int as people, count(outcome)::int as done from institution.resident where place = $1) c
where p.id = $1
