-- A new password.
-- params: id uuid, password_hash text
-- columns: none
update access.staff set password_hash = $2, failures = 0, locked_until = null where id = $1
