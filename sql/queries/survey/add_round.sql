-- A round of the survey; nothing when its name is taken.
-- params: name text, at timestamptz
-- columns: none
insert into survey.round (name, opened_at) values ($1, $2) on conflict do nothing
