-- Ends a session.
-- params: token_hash bytea
-- columns: none
delete from casework.session where token_hash = $1
