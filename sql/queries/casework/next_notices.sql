-- Households whose members have not been told their codes, in order.
-- params: limit int4
-- columns: serial int8, case_id uuid, form int2, persons int2, identity bytea, account uuid?, account_sealed bytea?,
--   language text?
select s.serial, s.case_id, s.form, s.persons, h.sealed, a.id, a.sealed, a.language
from casework.submission s join identity.household h using (serial)
left join casework.account a on a.case_id = s.case_id
where s.serial > (select serial from casework.cursor where job = 'notice')
order by s.serial limit $1
