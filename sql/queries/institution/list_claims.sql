-- People of institutions in some territories (none named: all) who are claimed elsewhere too, after a row of a number.
-- params: territories text[], with_protected bool, after text, row int4, limit int4
-- columns: id uuid, number text, kind text, territory text, resident uuid, row int4, other text, there text
select p.id, p.number, p.kind, p.territory, c.id, c.row, c.other, c.territory
from institution.place p join institution.second_claim c on c.place = p.id
where (cardinality($1::text[]) = 0 or p.territory = any($1)) and ($2 or not (p.protected or c.hidden))
  and (p.number, c.row) > ($3, $4)
order by p.number, c.row, c.other limit $5
