-- The newest visible version of every table, newest release first.
-- params: now timestamptz
-- columns: id text, version int8, edition text, title text, visible_from timestamptz
select id, version, edition, title, visible_from
from (
  select distinct on (id) id, version, edition, title, visible_from
  from release.visible_version
  where visible_from <= $1
  order by id, version desc
) newest
order by visible_from desc, id;
