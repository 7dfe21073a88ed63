-- A paper questionnaire by its number or its case.
-- params: number text, case_id uuid
-- columns: number text, case_id uuid, second_id uuid, territory text, sampled bool, state int2, keyed_by text,
--   verified_by text, differences int4
select number, case_id, second_id, territory, sampled, state, keyed_by, coalesce(verified_by, ''), differences
from casework.paper_form where number = $1 or case_id = $2
