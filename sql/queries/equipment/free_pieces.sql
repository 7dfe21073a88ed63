-- What an act kept is free again.
-- params: act uuid
-- columns: none
delete from equipment.reservation where act = $1
