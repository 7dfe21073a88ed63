-- Adds a file to a version placed in the same transaction.
-- params: id text, version int8, name text, media_type text, language text, sha256 text, bytes bytea
-- columns: none
insert into release.file (id, version, name, media_type, language, sha256, bytes)
values ($1, $2, $3, $4, $5, $6, $7);
