-- The account of a person.
-- params: person uuid
-- columns: id uuid, case_id uuid, person uuid, sealed bytea, language text, created_at timestamptz
select id, case_id, person, sealed, language, created_at from casework.account where person = $1
