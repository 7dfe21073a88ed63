-- Somebody looks after a report; nothing when somebody else does, or it is of another territory.
-- params: id uuid, territories text[], actor text, at timestamptz
-- columns: none
update fieldwork.door_report set seen_by = $3, seen_at = $4
where id = $1 and seen_by is null and (territory = any($2::text[]) or $2::text[] = '{}')
