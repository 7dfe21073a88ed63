-- Visits, newest first: of the territories (none: the whole country), noted farther from the dwelling than so many
-- metres beyond the accuracy. Of one tablet or one case, when it is named: the near ones and those without a place too.
-- params: territories text[], device uuid, case_id uuid, far int4, limit int4
-- columns: case_id uuid, device uuid, label text, territory text, at timestamptz, outcome text, metres int4,
--   accuracy int4
select v.case_id, d.id, d.label, coalesce(s.territory, d.territory), v.at, v.outcome, v.metres, v.accuracy
from exchange.visit v
join exchange.chain c on c.id = v.chain
join exchange.device d on d.id = c.device
left join exchange.lease l on l.case_id = v.case_id
left join frame.dwelling w on w.id = l.dwelling
left join frame.street s on s.id = w.street_id
where (cardinality($1::text[]) = 0 or coalesce(s.territory, d.territory) = any($1))
  and ($2 is null or d.id = $2) and ($3 is null or v.case_id = $3)
  and ($2 is not null or $3 is not null or (v.metres > 0 and v.metres - coalesce(v.accuracy, 0) > $4))
order by v.at desc, v.chain, v.number desc limit $5
