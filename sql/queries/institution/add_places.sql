-- Adds institutions; those whose number is taken are left out.
-- params: ids uuid[], numbers text[], kinds text[], territories text[], ministries text[], protected bool[],
--   expected int4[], sealed bytea[], at timestamptz
-- columns: number text
insert into institution.place (id, number, kind, territory, ministry, protected, expected, sealed, added_at)
select i, n, k, t, m, p, e, s, $9
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::int[], $8::bytea[])
  as u (i, n, k, t, m, p, e, s)
on conflict (number) do nothing
returning number
