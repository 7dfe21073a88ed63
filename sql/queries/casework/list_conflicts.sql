-- Conflicts with a claim in one of the territories (all when none is named).
-- params: territories text[], state text, after int8, limit int4
-- columns: id int8, opened_at timestamptz, open bool, territories text[]
select x.id, x.opened_at, x.rule is null, array_agg(s.territory order by c.serial)
from casework.conflict x join casework.claim c on c.conflict = x.id join casework.submission s on s.serial = c.serial
where x.id > $3 and ($2 = 'all' or (x.rule is null) = ($2 = 'open'))
group by x.id
having cardinality($1::text[]) = 0 or bool_or(s.territory = any($1))
order by x.id limit $4
