-- The department reminds an institution.
-- params: place uuid, at timestamptz, what int2, by text
-- columns: none
insert into institution.reminder (place, at, what, reminded_by) values ($1, $2, $3, $4) on conflict do nothing
