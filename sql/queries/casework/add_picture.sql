-- A whole picture; one that is stored already stays as it is.
-- params: case_id uuid, name bytea, size int4, kind int2, width int4, height int4, at timestamptz, sealed bytea
-- columns: none
insert into casework.picture (case_id, name, state, size, held, kind, width, height, at, sealed)
values ($1, $2, 2, $3, $3, $4, $5, $6, $7, $8)
on conflict (case_id, name) do update
set state = 2, size = excluded.size, held = excluded.size, kind = excluded.kind, width = excluded.width,
  height = excluded.height, at = excluded.at, sealed = excluded.sealed
where casework.picture.state <> 2
