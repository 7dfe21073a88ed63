-- The dwelling with an address.
-- params: territory text, street_key text, house text, building text, flat text
-- columns: id int8
select d.id from frame.dwelling d join frame.street s on s.id = d.street_id
where s.territory = $1 and s.key = $2 and lower(d.house) = lower($3) and lower(d.building) = lower($4)
  and lower(d.flat) = lower($5)
