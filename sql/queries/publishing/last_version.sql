-- The last version of a table, visible or not; 0 when there is none.
-- params: id text
-- columns: version int8
select coalesce(max(version), 0)::int8 from release.version where id = $1;
