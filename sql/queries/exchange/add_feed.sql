-- News for a device whose row is locked: numbers go on from those it has.
-- params: device uuid, kinds int2[], case_ids uuid[], epochs int8[], positions int8[], sealed bytea[]
-- columns: none
with moved as (
  update exchange.device set feed_number = feed_number + cardinality($2::int2[]) where id = $1
  returning feed_number - cardinality($2::int2[]) as before
)
insert into exchange.feed (device, number, kind, case_id, epoch, position, sealed)
select $1, moved.before + t.place, t.kind, t.case_id, t.epoch, t.position, t.sealed
from moved, unnest($2::int2[], $3::uuid[], $4::int8[], $5::int8[], $6::bytea[])
  with ordinality as t (kind, case_id, epoch, position, sealed, place)
