-- What the office cares about in a device beside its work.
-- params: device uuid
-- columns: phrase bool, release int4, form text
select coalesce((select bool_or(i.phrase) from exchange.invitation i where i.device = d.id), false), d.release, d.form
from exchange.device d where d.id = $1
