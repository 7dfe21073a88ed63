-- Institutions by the state of their lists.
-- params: territories text[], with_protected bool
-- columns: state int2, institutions int8, expected int8, people int8, done int8
select state, count(*), coalesce(sum(expected), 0)::bigint, coalesce(sum(people), 0)::bigint,
  coalesce(sum(done), 0)::bigint
from institution.place
where (cardinality($1::text[]) = 0 or territory = any($1)) and ($2 or not protected)
group by state order by state
