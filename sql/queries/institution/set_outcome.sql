-- What became of a person.
-- params: place uuid, id uuid, outcome int2, words bytea, at timestamptz, by text
-- columns: none
update institution.resident set outcome = $3, outcome_words = $4, outcome_at = $5, outcome_by = $6
where place = $1 and id = $2
