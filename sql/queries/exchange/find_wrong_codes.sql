-- When what was noted of a place, and of all places together, is forgotten.
-- params: place bytea, all bytea
-- columns: place_until timestamptz, all_until timestamptz
select (select until from exchange.wrong_code where place = $1),
  (select until from exchange.wrong_code where place = $2)
