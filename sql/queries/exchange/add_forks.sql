-- Runs kept beside the chains they contradict; those that are there stay.
-- params: device uuid, at timestamptz, lasts bytea[], chains uuid[], case_ids uuid[], sealed bytea[]
-- columns: none
insert into exchange.fork (last, device, chain, case_id, synchronised_at, sealed)
select t.last, $1, t.chain, t.case_id, $2, t.sealed
from unnest($3::bytea[], $4::uuid[], $5::uuid[], $6::bytea[]) as t (last, chain, case_id, sealed)
on conflict do nothing
