-- Entries are late when the case's lease is not the device's, or not of their epoch.
-- params: device uuid, at timestamptz, chains uuid[], case_ids uuid[], numbers int8[], links bytea[], epochs int8[],
--   signatures bytea[], sealed bytea[]
-- columns: none
insert into exchange.entry (chain, number, link, epoch, late, synchronised_at, signature, sealed)
select t.chain, t.number, t.link, t.epoch, not (l.device is not null and l.device = $1 and l.epoch = t.epoch), $2,
  t.signature, t.sealed
from unnest($3::uuid[], $4::uuid[], $5::int8[], $6::bytea[], $7::int8[], $8::bytea[], $9::bytea[])
  as t (chain, case_id, number, link, epoch, signature, sealed)
left join exchange.lease l on l.case_id = t.case_id
