-- Uses attempts up; those that were used already are left out.
-- params: ids uuid[]
-- columns: id uuid
update casework.challenge c set used = true, sealed = ''
from unnest($1) as t (id) where c.id = t.id and not c.used returning c.id
