-- Workers under contract whose role is trained and who sit in no seminar that is to be held, by name.
-- params: territories text[], roles text[], limit int4
-- columns: id uuid, role text, territory text, surname text, given text, patronymic text, languages text[],
--   education text, computer_points int4, state int2, contract_number text, contract_from date, contract_until date,
--   pay_category text, attended bool, test_points int4, card_number text, card_issued date, card_from date,
--   card_until date, ended_on date, reason text, has_photo bool, version int4, applied_at timestamptz, sealed bytea
select w.id, w.role, w.territory, w.surname, w.given, w.patronymic, w.languages, w.education, w.computer_points,
  w.state, w.contract_number, w.contract_from, w.contract_until, w.pay_category, w.attended, w.test_points,
  w.card_number, w.card_issued, w.card_from, w.card_until,
  w.ended_on, w.reason, w.has_photo, w.version, w.applied_at, w.sealed
from fieldwork.worker w
where w.state = 5 and (w.territory = any($1::text[]) or $1::text[] = '{}') and w.role = any($2::text[])
  and not exists (select from fieldwork.seminar_seat t join fieldwork.seminar s on s.id = t.seminar
    where t.worker = w.id and t.attended is null and s.called_off = '')
order by w.name_folded, w.id limit $3
