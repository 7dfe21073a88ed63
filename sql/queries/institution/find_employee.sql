-- The institution of a log-in, while it lasts.
-- params: login text
-- columns: login text, place uuid, sealed bytea, order_number text, order_date date, seminar_on date?, has_room bool,
--   has_computer bool, ended_at timestamptz?, has_scan bool
select login, place, sealed, order_number, order_date, seminar_on, has_room, has_computer, ended_at,
  scan is not null
from institution.employee where login = $1 and ended_at is null
