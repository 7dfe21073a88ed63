-- What the department decided about a list.
-- params: place uuid, number int4, decision text, decided_by text, decided_at timestamptz
-- columns: none
update institution.list_version set decision = $3, decided_by = $4, decided_at = $5
where place = $1 and number = $2 and decision = ''
