-- A one-time code for a device to come.
-- params: code_hash bytea, label text, territory text, expires_at timestamptz
-- columns: none
insert into exchange.invitation (code_hash, label, territory, expires_at) values ($1, $2, $3, $4)
