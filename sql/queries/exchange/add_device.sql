-- A device that used a code up.
-- params: id uuid, key bytea, label text, territory text, now timestamptz
-- columns: none
insert into exchange.device (id, key, label, territory, enrolled_at) values ($1, $2, $3, $4, $5)
