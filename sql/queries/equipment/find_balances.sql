-- Counted things of some holders.
-- params: holders uuid[], kinds text[]
-- columns: holder uuid, kind text, sound int8, damaged int8, lost int8
select b.holder, b.kind, b.sound, b.damaged, b.lost
from equipment.balance b join unnest($1::uuid[], $2::text[]) as w (holder, kind) using (holder, kind)
