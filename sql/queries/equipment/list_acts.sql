-- Acts with a side in some territories (none: all), of a holder, in a state, with a code (empty: any); newest first.
-- params: territories text[], holder uuid, state int2, code text, limit int4
-- columns: id uuid, kind int2, state int2, territory text, number int8, day date, giver uuid, giver_kind int2,
--   giver_territory text, taker uuid, taker_kind int2, taker_territory text, code text, drafted_by text,
--   drafted_at timestamptz, given_by text, given_at timestamptz, given_on_paper bool, taken_by text,
--   taken_at timestamptz, taken_on_paper bool, sealed bytea
select a.id, a.kind, a.state, a.territory, a.number, a.day, a.giver, g.kind, g.territory, a.taker, t.kind,
  t.territory, a.code, a.drafted_by, a.drafted_at, a.given_by, a.given_at, a.given_on_paper, a.taken_by, a.taken_at,
  a.taken_on_paper, a.sealed
from equipment.act a join equipment.holder g on g.id = a.giver join equipment.holder t on t.id = a.taker
where (cardinality($1::text[]) = 0 or g.territory = any ($1) or t.territory = any ($1))
  and ($2::uuid is null or a.giver = $2 or a.taker = $2) and ($3::smallint is null or a.state = $3)
  and ($4 = '' or a.code = $4)
order by a.drafted_at desc, a.id limit $5
