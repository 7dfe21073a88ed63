-- Opens or closes an account of staff.
-- params: id uuid, active bool
-- columns: none
update access.staff set active = $2 where id = $1
