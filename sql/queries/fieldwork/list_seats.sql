-- Who sits in a seminar, by name, with what was noted.
-- params: seminar uuid
-- columns: id uuid, role text, territory text, surname text, given text, patronymic text, languages text[],
--   education text, computer_points int4, state int2, contract_number text, contract_from date, contract_until date,
--   pay_category text, attended bool, test_points int4, card_number text, card_issued date, card_from date,
--   card_until date, ended_on date, reason text, has_photo bool, version int4, applied_at timestamptz, sealed bytea,
--   noted bool, seat_points int4
select w.id, w.role, w.territory, w.surname, w.given, w.patronymic, w.languages, w.education, w.computer_points,
  w.state, w.contract_number, w.contract_from, w.contract_until, w.pay_category, w.attended, w.test_points,
  w.card_number, w.card_issued, w.card_from, w.card_until,
  w.ended_on, w.reason, w.has_photo, w.version, w.applied_at, w.sealed, t.attended, t.points
from fieldwork.seminar_seat t join fieldwork.worker w on w.id = t.worker where t.seminar = $1
order by w.name_folded, w.id
