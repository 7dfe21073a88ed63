-- Dwellings of a street; of one house when it is given. Numbers sort as numbers.
-- params: street int8, house text, limit int4
-- columns: id int8, house text, building text, flat text
select id, house, building, flat from frame.dwelling
where street_id = $1 and ($2 = '' or house = $2)
order by house_number, house, building, flat_number, flat limit $3
