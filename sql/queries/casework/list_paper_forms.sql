-- Paper questionnaires that are not sent, oldest first; columns as in find_paper_form.
-- No territories: the whole country.
-- params: territories text[], limit int4
-- columns: number text, case_id uuid, second_id uuid, territory text, sampled bool, state int2, keyed_by text,
--   verified_by text, differences int4, first_before text, second_before text
select f.number, f.case_id, f.second_id, f.territory, f.sampled, f.state, f.keyed_by, coalesce(f.verified_by, ''),
  f.differences,
  coalesce((select string_agg(t.before, E'\n') from casework.paper_takeover t
    where t.case_id = f.case_id and not t.second), ''),
  coalesce((select string_agg(t.before, E'\n') from casework.paper_takeover t
    where t.case_id = f.case_id and t.second), '')
from casework.paper_form f
where f.state < 4 and (cardinality($1::text[]) = 0 or f.territory = any($1))
order by f.opened_at, f.number limit $2
