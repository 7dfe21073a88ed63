-- Ends a session of staff.
-- params: token_hash bytea
-- columns: none
delete from access.staff_session where token_hash = $1
