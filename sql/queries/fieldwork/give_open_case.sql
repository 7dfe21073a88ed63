-- Another tablet has the case now.
-- params: case_id uuid, worker uuid, device uuid
-- columns: none
update fieldwork.open_case set given_to = $3 where case_id = $1 and worker = $2 and given_to is null
