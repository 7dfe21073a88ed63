-- Adds people to an institution, after a row. Run under lock_place.
-- params: place uuid, after int4, came_later bool, ids uuid[], sealed bytea[], persons uuid[]
-- columns: none
insert into institution.resident (id, place, row, came_later, sealed, person)
select i, $1, $2 + n::int, $3, s, p
from unnest($4::uuid[], $5::bytea[], $6::uuid[]) with ordinality as u (i, s, p, n)
