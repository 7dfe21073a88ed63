-- Cases with tablets of some territories whose writers did not agree, whose work came late, or where something
-- contradicts its chain; newest contact first.
-- No territories: the whole country.
-- params: territories text[], limit int4
-- columns: case_id uuid, territory text, contested bool, writers int8, late int8, forks int8, at timestamptz
with doubtful as (
  select case_id from casework.draft where contested
  union select case_id from exchange.fork
  union select c.case_id from exchange.entry e join exchange.chain c on c.id = e.chain where e.late
)
select d.case_id, min(v.territory), coalesce(bool_or(r.contested), false),
  (select count(*) from casework.draft_device w where w.case_id = d.case_id),
  (select count(*) from exchange.chain lc join exchange.entry e on e.chain = lc.id
   where lc.case_id = d.case_id and e.late),
  (select count(*) from exchange.fork f where f.case_id = d.case_id),
  (select max(e.synchronised_at) from exchange.chain ec
   join exchange.entry e on e.chain = ec.id and e.number = ec.number where ec.case_id = d.case_id)
from doubtful d
join exchange.chain c on c.case_id = d.case_id
join exchange.device v on v.id = c.device
left join casework.draft r on r.case_id = d.case_id
where cardinality($1::text[]) = 0 or v.territory = any($1)
group by d.case_id order by 7 desc nulls last, d.case_id limit $2
