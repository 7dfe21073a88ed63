-- Counted things from now on.
-- params: holders uuid[], kinds text[], sound int8[], damaged int8[], lost int8[]
-- columns: none
insert into equipment.balance (holder, kind, supplier, sound, damaged, lost)
select b.holder, b.kind, h.kind = 1, b.sound, b.damaged, b.lost
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) as b (holder, kind, sound,
  damaged, lost)
join equipment.holder h on h.id = b.holder
on conflict (holder, kind) do update
  set sound = excluded.sound, damaged = excluded.damaged, lost = excluded.lost
