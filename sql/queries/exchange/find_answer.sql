-- The answer to a bundle, with whose it is.
-- params: bundle bytea
-- columns: device uuid, label text, territory text, at timestamptz, file bytea
select a.device, d.label, d.territory, a.at, a.file
from exchange.answer a join exchange.device d on d.id = a.device
where a.bundle = $1
