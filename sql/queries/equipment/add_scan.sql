-- A signed paper that was brought in.
-- params: act uuid, at timestamptz, side int2, kind int2, added_by text, sealed bytea
-- columns: none
insert into equipment.scan (act, at, side, kind, added_by, sealed) values ($1, $2, $3, $4, $5, $6)
