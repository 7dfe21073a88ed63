-- What an event changed; nothing when another one came before.
-- params: id uuid, version int4, state int2, territory text, computer_points int4, contract_number text,
--   contract_from date, contract_until date, pay_category text, attended bool, test_points int4, card_number text,
--   card_issued date, card_from date, card_until date, ended_on date, reason text, has_photo bool
-- columns: none
update fieldwork.worker set version = $2, state = $3, territory = $4, computer_points = $5, contract_number = $6,
  contract_from = $7, contract_until = $8, pay_category = $9, attended = $10, test_points = $11, card_number = $12,
  card_issued = $13, card_from = $14, card_until = $15, ended_on = $16, reason = $17, has_photo = $18
where id = $1 and version = $2 - 1
