-- Notes that a table is shown no more. It stays known.
-- params: id text, version int8, at timestamptz
-- columns: none
update disclosure.published set withdrawn_at = $3 where id = $1 and version = $2 and withdrawn_at is null;
