-- Devices with what they have not been told and what waits, newest calls last.
-- params: none
-- columns: id uuid, label text, territory text, state int2, enrolled_at timestamptz, synchronised_at timestamptz,
--   assigned int8, entries int8, forks int8
select d.id, d.label, d.territory, d.state, d.enrolled_at, d.synchronised_at,
  (select count(*) from exchange.lease l where l.device = d.id),
  coalesce((select sum(c.number) from exchange.chain c where c.device = d.id), 0)::int8,
  (select count(*) from exchange.fork f where f.device = d.id)
from exchange.device d order by d.synchronised_at nulls first, d.label
