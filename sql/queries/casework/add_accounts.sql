-- Adds accounts of persons who have none.
-- params: ids uuid[], case_ids uuid[], persons uuid[], sealed bytea[], languages text[], created_at timestamptz[]
-- columns: none
insert into casework.account (id, case_id, person, sealed, language, created_at)
select * from unnest($1, $2, $3, $4, $5, $6)
on conflict (person) do nothing
