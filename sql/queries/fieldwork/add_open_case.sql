-- A case that waits for somebody else.
-- params: case_id uuid, worker uuid, place text, at timestamptz
-- columns: none
insert into fieldwork.open_case (case_id, worker, place, taken_at) values ($1, $2, $3, $4) on conflict do nothing
