-- A device the office knows.
-- params: id uuid
-- columns: key bytea, label text, territory text, state int2, synchronised_at timestamptz
select key, label, territory, state, synchronised_at from exchange.device where id = $1
