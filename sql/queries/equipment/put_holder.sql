-- Adds a holder, or changes one; the kind never changes. No row: the kind is another.
-- params: id uuid, kind int2, territory text, login text, reference text, active bool, sealed bytea, at timestamptz
-- columns: id uuid
insert into equipment.holder as h (id, kind, territory, login, reference, active, sealed, added_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (id) do update set territory = excluded.territory, login = excluded.login, reference = excluded.reference,
  active = excluded.active, sealed = excluded.sealed
  where h.kind = excluded.kind
returning h.id
