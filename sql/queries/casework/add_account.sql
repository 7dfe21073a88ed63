-- Adds an account unless the person has one.
-- params: id uuid, case_id uuid, person uuid, sealed bytea, language text, created_at timestamptz
-- columns: none
insert into casework.account (id, case_id, person, sealed, language, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (person) do nothing
