-- Devices in the order in which they were heard last, with what is known of each.
-- params: none
-- columns: id uuid, label text, territory text, state int2, enrolled_at timestamptz, synchronised_at timestamptz,
--   told text, refused_at timestamptz, refused_code text, certificate_until timestamptz,
--   peer bool
select d.id, d.label, d.territory, d.state, d.enrolled_at, d.synchronised_at, d.told, d.refused_at,
  d.refused_code,
  (select max(c.expires_at) from exchange.certificate c where c.device = d.id),
  exists (select from exchange.peer p where p.device = d.id)
from exchange.device d order by d.synchronised_at nulls first, d.label
