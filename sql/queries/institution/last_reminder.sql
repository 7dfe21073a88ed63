-- What an institution was reminded of last.
-- params: place uuid
-- columns: what int2, reminded_by text, at timestamptz
select what, reminded_by, at from institution.reminder where place = $1 order by at desc limit 1
