-- Lets one after the other change the people of an institution.
-- params: id uuid
-- columns: last_row int4
select coalesce((select max(row) from institution.resident where place = p.id), 0)
from institution.place p where p.id = $1 for update
