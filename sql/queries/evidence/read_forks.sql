-- What contradicts the chains of a case.
-- params: case_id uuid
-- columns: last bytea, label text, synchronised_at timestamptz, sealed bytea
select f.last, v.label, f.synchronised_at, f.sealed
from exchange.fork f join exchange.device v on v.id = f.device
where f.case_id = $1 order by f.synchronised_at, f.last
