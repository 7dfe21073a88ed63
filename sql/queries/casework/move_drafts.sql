-- Moves the places of locked drafts forward.
-- params: case_ids uuid[], positions int8[], contested bool[]
-- columns: none
update casework.draft d set position = t.position, contested = d.contested or t.contested
from unnest($1, $2, $3) as t (case_id, position, contested) where d.case_id = t.case_id
