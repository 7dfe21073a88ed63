-- Gives a frozen state its name; nothing is added when the name is taken.
-- params: edition text, revision int8, digest text, submissions int8, persons int8, at timestamptz
-- columns: none
insert into processing.frozen_state (edition, revision, digest, submissions, persons, frozen_at)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing
