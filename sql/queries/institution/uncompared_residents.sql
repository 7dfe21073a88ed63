-- Rows of lists that have not been compared, or were changed since.
-- params: limit int4
-- columns: id uuid, sealed bytea
select id, sealed from institution.resident where not compared order by id limit $1
