-- Where pieces are from now on, and the act that says so.
-- params: act uuid, kinds text[], serials text[], holders uuid[], conditions int2[]
-- columns: none
insert into equipment.piece (kind, serial, holder, condition, act)
select kind, serial, holder, condition, $1
from unnest($2::text[], $3::text[], $4::uuid[], $5::smallint[]) as p (kind, serial, holder, condition)
on conflict (kind, serial) do update
  set holder = excluded.holder, condition = excluded.condition, act = excluded.act
