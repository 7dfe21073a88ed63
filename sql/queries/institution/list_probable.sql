-- People of institutions in some territories (none named: all) who may stand elsewhere under another number, after a
-- row of a number. Those who are decided to be somebody else are left out.
-- params: territories text[], with_protected bool, after text, row int4, limit int4
-- columns: id uuid, number text, kind text, territory text, resident uuid, row int4, there text, elsewhere text,
--   other uuid, differ bool, same bool?
select p.id, p.number, p.kind, p.territory, c.id, c.row, c.number, c.territory, c.other, c.differ, c.same
from institution.place p join institution.probable_claim c on c.place = p.id
where (cardinality($1::text[]) = 0 or p.territory = any($1)) and ($2 or not (p.protected or c.hidden))
  and c.same is not false and (p.number, c.row) > ($3, $4)
order by p.number, c.row, c.other limit $5
