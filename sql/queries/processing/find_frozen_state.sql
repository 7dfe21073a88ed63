-- A frozen state by its name.
-- params: edition text, revision int8
-- columns: digest text, submissions int8, persons int8, frozen_at timestamptz
select digest, submissions, persons, frozen_at from processing.frozen_state where edition = $1 and revision = $2
