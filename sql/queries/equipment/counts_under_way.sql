-- Counted lines of what a holder gives in acts under way, in the order in which they were drawn up.
-- params: giver uuid, except uuid
-- columns: act uuid, act_kind int2, taker uuid, kind text, count int8, condition int2
select a.id, a.kind, a.taker, l.kind, l.count, l.condition
from equipment.act a join equipment.act_line l on l.act = a.id
where a.giver = $1 and a.state in (1, 2) and a.id <> $2 and l.serial = ''
order by a.drafted_at, a.id, l.position
