-- A person met without papers who was matched with another row is open again (outcome 9: matched).
-- params: place uuid, id uuid
-- columns: none
update institution.resident set outcome = null, outcome_words = null, outcome_at = null, outcome_by = null
where place = $1 and id = $2 and outcome = 9
