-- Moves a draft's place forward.
-- params: case_id uuid, position int8, contested bool
-- columns: none
update casework.draft set position = $2, contested = contested or $3 where case_id = $1
