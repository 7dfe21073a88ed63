-- A one-time code that is good still; the row stays locked until it is used.
-- params: code_hash bytea, now timestamptz
-- columns: territory text, label text
select territory, label from exchange.invitation
where code_hash = $1 and device is null and expires_at > $2 for update
