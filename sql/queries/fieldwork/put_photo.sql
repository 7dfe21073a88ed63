-- The photo of a worker takes the place of the one before.
-- params: worker uuid, kind int2, width int4, height int4, sealed bytea
-- columns: none
insert into fieldwork.photo (worker, kind, width, height, sealed) values ($1, $2, $3, $4, $5)
on conflict (worker) do update
  set kind = excluded.kind, width = excluded.width, height = excluded.height, sealed = excluded.sealed
