-- Lines of an act in their order.
-- params: act uuid
-- columns: position int4, kind text, serial text, count int8, condition int2
select position, kind, serial, count, condition from equipment.act_line where act = $1 order by position
