-- One act, with what its sides are now.
-- params: id uuid
-- columns: id uuid, kind int2, state int2, territory text, number int8, day date, giver uuid, giver_kind int2,
--   giver_territory text, taker uuid, taker_kind int2, taker_territory text, code text, drafted_by text,
--   drafted_at timestamptz, given_by text, given_at timestamptz, given_on_paper bool, taken_by text,
--   taken_at timestamptz, taken_on_paper bool, sealed bytea
select a.id, a.kind, a.state, a.territory, a.number, a.day, a.giver, g.kind, g.territory, a.taker, t.kind,
  t.territory, a.code, a.drafted_by, a.drafted_at, a.given_by, a.given_at, a.given_on_paper, a.taken_by, a.taken_at,
  a.taken_on_paper, a.sealed
from equipment.act a join equipment.holder g on g.id = a.giver join equipment.holder t on t.id = a.taker
where a.id = $1
