-- Submissions whose people have not been compared with lists, in order.
-- params: limit int4
-- columns: serial int8, case_id uuid, form int2, response bytea, identity bytea
select s.serial, s.case_id, s.form, s.response, h.sealed
from casework.submission s join identity.household h using (serial)
where s.serial > (select serial from casework.cursor where job = 'likeness')
order by s.serial limit $1
