-- Submissions of counting territories after a serial, in order.
-- params: after int8, limit int4, territories text[]
-- columns: case_id uuid, serial int8, content uuid, received_at timestamptz, form int2, channel int2, persons int2,
--   territory text, response bytea
select case_id, serial, content, received_at, form, channel, persons, territory, response
from casework.submission where serial > $1 and territory = any($3::text[]) order by serial limit $2
