-- Workers by name, page by page. Empty lists and texts, and state 0, set no limit.
-- params: territories text[], whole_country bool, state int2, role text, words text[], after uuid, limit int4
-- columns: id uuid, role text, territory text, surname text, given text, patronymic text, languages text[],
--   education text, computer_points int4, state int2, contract_number text, contract_from date, contract_until date,
--   pay_category text, attended bool, test_points int4, card_number text, card_issued date, card_from date,
--   card_until date, ended_on date, reason text, has_photo bool, version int4, applied_at timestamptz, sealed bytea
select w.id, w.role, w.territory, w.surname, w.given, w.patronymic, w.languages, w.education, w.computer_points,
  w.state, w.contract_number, w.contract_from, w.contract_until, w.pay_category, w.attended, w.test_points,
  w.card_number, w.card_issued, w.card_from, w.card_until,
  w.ended_on, w.reason, w.has_photo, w.version, w.applied_at, w.sealed
from fieldwork.worker w
where (w.territory = any($1::text[]) or $1::text[] = '{}' or ($2 and w.territory = ''))
  and ($3::int2 = 0 or w.state = $3) and ($4::text = '' or w.role = $4)
  and w.name_folded like all ($5::text[])
  and (w.name_folded, w.id) > (select coalesce(max(a.name_folded), ''), $6 from fieldwork.worker a where a.id = $6)
order by w.name_folded, w.id limit $7
