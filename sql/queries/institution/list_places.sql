-- Institutions by number, in some territories (none named: all) and of a state (0: any).
-- params: territories text[], state int2, with_protected bool, after text, limit int4
-- columns: id uuid, number text, kind text, territory text, ministry text, protected bool, expected int4, sealed bytea,
--   state int2, version int4, people int4, done int4, dwelling int8?, whole_building bool
select id, number, kind, territory, ministry, protected, expected, sealed, state, version, people, done, dwelling,
  whole_building
from institution.place
where number > $4 and (cardinality($1::text[]) = 0 or territory = any($1)) and ($2 = 0 or state = $2)
  and ($3 or not protected)
order by number limit $5
