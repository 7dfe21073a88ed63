-- The lists an institution sent, oldest first.
-- params: place uuid
-- columns: number int4, people int4, digest bytea, sent_by text, sent_at timestamptz, decision text, decided_by text,
--   decided_at timestamptz?
select number, people, digest, sent_by, sent_at, decision, decided_by, decided_at
from institution.list_version where place = $1 order by number
