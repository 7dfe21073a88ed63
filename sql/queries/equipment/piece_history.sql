-- Acts that named a piece, in the order in which they came into force; those under way last.
-- params: kind text, serial text
-- columns: act uuid, act_kind int2, state int2, territory text, number int8, day date, giver uuid, taker uuid,
--   condition int2
select a.id, a.kind, a.state, a.territory, a.number, a.day, a.giver, a.taker, l.condition
from equipment.act_line l join equipment.act a on a.id = l.act
where l.kind = $1 and l.serial = $2 and l.serial <> '' and a.state <> 4
order by a.force_number nulls last, a.drafted_at
