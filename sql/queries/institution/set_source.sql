-- Why a person cannot be asked, and where the administration's information comes from: while there is no
-- outcome.
-- params: place uuid, id uuid, words bytea
-- columns: none
update institution.resident set outcome_words = $3 where place = $1 and id = $2 and outcome is null
