-- Files of one visible version, without their bytes.
-- params: id text, version int8, now timestamptz
-- columns: name text, media_type text, language text, sha256 text, size int8
select f.name, f.media_type, f.language, f.sha256, octet_length(f.bytes)::int8
from release.visible_file f join release.visible_version v using (id, version)
where f.id = $1 and f.version = $2 and v.visible_from <= $3
order by f.name;
