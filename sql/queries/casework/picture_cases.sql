-- Cases with pictures that are kept, newest first, with the territory that counts them or whose tablet has them.
-- No case: all of them. No territories: the whole country.
-- params: case_id uuid, territories text[], limit int4
-- columns: case_id uuid, territory text, count int8, newest timestamptz
select p.case_id, coalesce(s.territory, d.territory, ''), count(*), max(p.at)
from casework.picture p
left join casework.submission s using (case_id)
left join exchange.lease l using (case_id)
left join exchange.device d on d.id = l.device
where p.named and p.state = 2 and ($1 is null or p.case_id = $1)
  and (cardinality($2::text[]) = 0 or coalesce(s.territory, d.territory) = any($2))
group by p.case_id, s.territory, d.territory
order by max(p.at) desc
limit $3
