-- Who has what: pieces, and counts by standing (0 sound, 1 damaged, 2 lost). territories: of the holders (none: of
-- all); among: kinds of holder (none: all).
-- params: territories text[], holder uuid, kind text, among int2[], limit int4
-- columns: holder uuid, holder_kind int2, territory text, kind text, serial text, count int8, standing int2,
--   condition int2, since date, device uuid, reserved bool
with wanted as (
  select id, kind, territory from equipment.holder h
  where (cardinality($1::text[]) = 0 or h.territory = any ($1)) and ($2::uuid is null or h.id = $2)
    and (cardinality($4::smallint[]) = 0 or h.kind = any ($4))
)
select h.id, h.kind, h.territory, p.kind, p.serial, 1::int8,
  (case when p.condition = 7 then 2 when p.condition in (5, 6) then 1 else 0 end)::int2, p.condition, a.day, p.device,
  exists (select from equipment.reservation r where r.kind = p.kind and r.serial = p.serial)
from wanted h join equipment.piece p on p.holder = h.id join equipment.act a on a.id = p.act
where $3 = '' or p.kind = $3
union all
select h.id, h.kind, h.territory, b.kind, '', s.count, s.standing, null, null, null, false
from wanted h join equipment.balance b on b.holder = h.id
cross join lateral (values (b.sound, 0::int2), (b.damaged, 1::int2), (b.lost, 2::int2)) as s (count, standing)
where s.count > 0 and ($3 = '' or b.kind = $3)
order by 3, 1, 4, 5, 7 limit $5
