-- Names and hashes of a placed version, visible or not, with its second.
-- params: id text, version int8
-- columns: name text, sha256 text, visible_from timestamptz
select f.name, f.sha256, v.visible_from
from release.file f join release.version v using (id, version)
where f.id = $1 and f.version = $2
order by f.name;
