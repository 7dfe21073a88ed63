-- One holder.
-- params: id uuid
-- columns: id uuid, kind int2, territory text, login text, reference text, active bool, sealed bytea
select id, kind, territory, login, reference, active, sealed from equipment.holder where id = $1
