-- An act that will not come into force; its words hold the reason.
-- params: id uuid, by text, at timestamptz, sealed bytea
-- columns: none
update equipment.act set state = 4, cancelled_by = $2, cancelled_at = $3, sealed = $4 where id = $1
