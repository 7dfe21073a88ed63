-- An institution.
-- params: id uuid
-- columns: id uuid, number text, kind text, territory text, ministry text, protected bool, expected int4, sealed bytea,
--   state int2, version int4, people int4, done int4
select id, number, kind, territory, ministry, protected, expected, sealed, state, version, people, done
from institution.place where id = $1
