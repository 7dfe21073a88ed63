-- The accounts of persons.
-- params: persons uuid[]
-- columns: id uuid, case_id uuid, person uuid, sealed bytea, language text, created_at timestamptz
select a.id, a.case_id, a.person, a.sealed, a.language, a.created_at
from unnest($1) as t (person)
cross join lateral (select id, case_id, person, sealed, language, created_at from casework.account a
  where a.person = t.person limit 1) a
