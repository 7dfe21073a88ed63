-- Places a version of a table; nothing happens when it is there already.
-- params: id text, version int8, edition text, title text, visible_from timestamptz
-- columns: none
insert into release.version (id, version, edition, title, visible_from)
values ($1, $2, $3, $4, $5)
on conflict (id, version) do nothing;
