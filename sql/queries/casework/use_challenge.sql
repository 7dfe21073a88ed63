-- Uses an attempt up.
-- params: id uuid
-- columns: none
update casework.challenge set used = true, sealed = '' where id = $1 and not used
