-- A picture of which the first part has come; nothing when it is known.
-- params: case_id uuid, name bytea, size int4, device uuid, at timestamptz
-- columns: none
insert into casework.picture (case_id, name, state, size, device, at) values ($1, $2, 1, $3, $4, $5)
on conflict (case_id, name) do nothing
