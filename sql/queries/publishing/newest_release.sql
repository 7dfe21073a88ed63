-- The newest visible version of one table.
-- params: id text, now timestamptz
-- columns: id text, version int8, edition text, title text, visible_from timestamptz
select id, version, edition, title, visible_from
from release.visible_version
where id = $1 and visible_from <= $2
order by version desc
limit 1;
