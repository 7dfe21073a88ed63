-- What is stored under a serial.
-- params: serial int8
-- columns: case_id uuid, serial int8, content uuid, received_at timestamptz, form int2, channel int2, persons int2,
--   territory text
select case_id, serial, content, received_at, form, channel, persons, territory
from casework.submission where serial = $1
