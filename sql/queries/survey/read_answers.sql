-- Answers of a round after a serial, in order; content is empty.
-- params: round text, after int8, limit int4
-- columns: case_id uuid, serial int8, content uuid, received_at timestamptz, form int2, channel int2, persons int2,
--   territory text, response bytea, area text
select a.case_id, a.serial, a.case_id as content, a.received_at, a.form, 2::int2 as channel, a.persons, a.territory,
  a.response, d.territory as area
from survey.answer a join survey.device d on d.device = a.device
where d.round = $1 and a.serial > $2 order by a.serial limit $3
