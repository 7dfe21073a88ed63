-- Who wrote in a case: chains of tablets, and the household's own devices (without label).
-- params: case_id uuid
-- columns: writer uuid, label text, territory text, entries int8, late int8, synchronised_at timestamptz
select c.id, v.label, v.territory, c.number,
  (select count(*) from exchange.entry e where e.chain = c.id and e.late),
  (select e.synchronised_at from exchange.entry e where e.chain = c.id and e.number = c.number)
from exchange.chain c join exchange.device v on v.id = c.device
where c.case_id = $1
union all
select w.device, '', '', 0, 0, null
from casework.draft_device w
where w.case_id = $1 and not exists (select from exchange.chain c where c.id = w.device)
order by 6 nulls first, 1
