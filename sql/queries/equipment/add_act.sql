-- A drafted act.
-- params: id uuid, kind int2, territory text, year int2, number int8, day date, giver uuid, taker uuid, code text,
--   drafted_by text, drafted_at timestamptz, sealed bytea
-- columns: none
insert into equipment.act (id, kind, state, territory, year, number, day, giver, taker, code, drafted_by,
  drafted_at, sealed)
values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
