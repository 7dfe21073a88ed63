-- Paper questionnaires that are not sent, oldest first.
-- params: limit int4
-- columns: number text, case_id uuid, second_id uuid, territory text, sampled bool, state int2, keyed_by text,
--   verified_by text, differences int4
select number, case_id, second_id, territory, sampled, state, keyed_by, coalesce(verified_by, ''), differences
from casework.paper_form where state < 4 order by opened_at, number limit $1
