-- Adds institutions; those whose number is taken are left out. Dwelling 0: no address of the frame.
-- params: ids uuid[], numbers text[], kinds text[], territories text[], ministries text[], protected bool[],
--   expected int4[], sealed bytea[], at timestamptz, dwellings int8[], whole bool[]
-- columns: number text
insert into institution.place (id, number, kind, territory, ministry, protected, expected, sealed, added_at, dwelling,
  whole_building)
select i, n, k, t, m, p, e, s, $9, nullif(d, 0), w
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::int[], $8::bytea[],
  $10::bigint[], $11::bool[]) as u (i, n, k, t, m, p, e, s, d, w)
on conflict (number) do nothing
returning number
