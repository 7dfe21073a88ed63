-- A signature under a list that was sent and is undecided.
-- params: place uuid, number int4, kind int2, sealed bytea, signer bytea, by text, at timestamptz
-- columns: none
insert into institution.list_signature (place, number, kind, sealed, signer, brought_by, at)
select $1, $2, $3, $4, $5, $6, $7
from institution.list_version v where v.place = $1 and v.number = $2 and v.decision = ''
on conflict (place, number) do update
set kind = excluded.kind, sealed = excluded.sealed, signer = excluded.signer, brought_by = excluded.brought_by,
  at = excluded.at
