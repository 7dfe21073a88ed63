-- Takes a person off a list.
-- params: place uuid, id uuid
-- columns: none
delete from institution.resident where place = $1 and id = $2 and outcome is null
