-- Lines of an act, in their order.
-- params: act uuid, kinds text[], serials text[], counts int8[], conditions int2[]
-- columns: none
insert into equipment.act_line (act, position, kind, serial, count, condition)
select $1, n, kind, serial, count, condition
from unnest($2::text[], $3::text[], $4::bigint[], $5::smallint[]) with ordinality as l (kind, serial, count,
  condition, n)
