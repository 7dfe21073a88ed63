-- Lets an account see protected institutions, or not.
-- params: login text, sees bool
-- columns: none
update access.staff set sees_protected = $2 where login = $1
