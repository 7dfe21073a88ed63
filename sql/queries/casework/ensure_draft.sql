-- Makes a draft's row when it is not there.
-- params: case_id uuid
-- columns: none
insert into casework.draft (case_id) values ($1) on conflict do nothing
