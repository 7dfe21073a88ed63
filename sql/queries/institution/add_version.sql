-- A list as it is sent.
-- params: place uuid, number int4, people int4, digest bytea, sealed bytea, sent_by text, sent_at timestamptz
-- columns: none
insert into institution.list_version (place, number, people, digest, sealed, sent_by, sent_at)
values ($1, $2, $3, $4, $5, $6, $7)
