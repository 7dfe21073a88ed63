-- An answer of the survey; nothing when the case has one.
-- params: case_id uuid, device uuid, at timestamptz, form int2, persons int2, territory text, response bytea,
--   identity bytea
-- columns: none
insert into survey.answer (case_id, device, received_at, form, persons, territory, response, identity)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
