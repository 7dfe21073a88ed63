-- How people of lists may be known. sealed: as it was read, so that a change meanwhile is compared again.
-- params: ids uuid[], keys uuid[], sealed bytea[]
-- columns: none
update institution.resident r set likeness = u.key, compared = true
from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as u (id, key, sealed)
where r.id = u.id and r.sealed = u.sealed
