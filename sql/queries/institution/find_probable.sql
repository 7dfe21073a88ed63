-- Somebody of a list and somebody elsewhere who are alike, whatever was decided.
-- params: resident uuid, other uuid, with_protected bool
-- columns: id uuid, number text, kind text, territory text, resident uuid, row int4, there text, elsewhere text,
--   other uuid, differ bool, same bool?
select p.id, p.number, p.kind, p.territory, c.id, c.row, c.number, c.territory, c.other, c.differ, c.same
from institution.probable_claim c join institution.place p on p.id = c.place
where c.id = $1 and c.other = $2 and ($3 or not (p.protected or c.hidden)) limit 1
