-- Who is and was responsible in an institution.
-- params: place uuid
-- columns: login text, place uuid, sealed bytea, order_number text, order_date date, seminar_on date?, has_room bool,
--   has_computer bool, ended_at timestamptz?, has_scan bool
select login, place, sealed, order_number, order_date, seminar_on, has_room, has_computer, ended_at,
  scan is not null
from institution.employee where place = $1 order by appointed_at, login
