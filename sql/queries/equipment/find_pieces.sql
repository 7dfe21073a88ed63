-- Where some pieces are.
-- params: kinds text[], serials text[]
-- columns: kind text, serial text, holder uuid, condition int2
select p.kind, p.serial, p.holder, p.condition
from equipment.piece p join unnest($1::text[], $2::text[]) as w (kind, serial) using (kind, serial)
