-- Keeps pictures with their household; gives those that are stored.
-- params: case_id uuid, names bytea[]
-- columns: name bytea
update casework.picture set named = true where case_id = $1 and name = any ($2) and state = 2 returning name
