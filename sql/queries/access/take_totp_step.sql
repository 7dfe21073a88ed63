-- Uses a time step up: no row when a code of this step or a later one was taken before.
-- params: id uuid, step int8
-- columns: id uuid
update access.staff set totp_step = $2, failures = 0, locked_until = null
where id = $1 and totp_step < $2 returning id
