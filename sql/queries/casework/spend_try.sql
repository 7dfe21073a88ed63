-- Counts a try of a code.
-- params: id uuid
-- columns: tries int4
update casework.challenge set tries = tries + 1 where id = $1 and not used returning tries
