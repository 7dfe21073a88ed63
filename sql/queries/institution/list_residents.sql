-- The people of an institution, after a row.
-- params: place uuid, after int4, limit int4
-- columns: id uuid, row int4, came_later bool, sealed bytea, person uuid?, remark bytea?, outcome int2?,
--   outcome_words bytea?, outcome_at timestamptz?, outcome_by text?
select id, row, came_later, sealed, person, remark, outcome, outcome_words, outcome_at, outcome_by
from institution.resident where place = $1 and row > $2
order by row, id limit $3
