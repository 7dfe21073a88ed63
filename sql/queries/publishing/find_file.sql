-- One file of a visible version.
-- params: id text, version int8, name text, now timestamptz
-- columns: name text, media_type text, language text, sha256 text, bytes bytea
select f.name, f.media_type, f.language, f.sha256, f.bytes
from release.visible_file f join release.visible_version v using (id, version)
where f.id = $1 and f.version = $2 and f.name = $3 and v.visible_from <= $4;
