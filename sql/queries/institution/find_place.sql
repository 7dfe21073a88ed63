-- An institution.
-- params: id uuid
-- columns: id uuid, number text, kind text, territory text, ministry text, protected bool, expected int4, sealed bytea,
--   state int2, version int4, people int4, done int4, dwelling int8?, whole_building bool
select id, number, kind, territory, ministry, protected, expected, sealed, state, version, people, done, dwelling,
  whole_building
from institution.place where id = $1
