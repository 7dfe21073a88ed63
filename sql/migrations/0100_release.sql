-- What the public may read: released tables and their files. The portal's role sees the two views and nothing else, and
-- the views show nothing before its second, by the clock of the database.
create schema release;

-- One version of one table. Rows are never changed or removed: id and version are public addresses for ever.
create table release.version (
  id           text        not null check (id ~ '^[a-z0-9-]{1,60}$'),
  version      bigint      not null check (version >= 1),
  edition      text        not null check (edition <> ''),
  title        text        not null,  -- canonical JSON: language -> title
  visible_from timestamptz not null,
  placed_at    timestamptz not null default now(),
  primary key (id, version)
);

create table release.file (
  id         text   not null,
  version    bigint not null,
  name       text   not null check (name ~ '^[a-z0-9.-]{1,120}$'),
  media_type text   not null,
  language   text   not null,  -- empty: all languages
  sha256     text   not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      bytea  not null check (sha256 = encode(sha256(bytes), 'hex')),
  primary key (id, version, name),
  foreign key (id, version) references release.version (id, version)
);
-- Files are compressed by those who serve them; trying it here again costs time and gains little.
alter table release.file alter column bytes set storage external;

create function release.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a release is never changed' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger version_is_final before update or delete on release.version
  for each row execute function release.refuse_change();
create trigger file_is_final before update or delete on release.file
  for each row execute function release.refuse_change();

create view release.visible_version with (security_barrier) as
  select id, version, edition, title, visible_from from release.version where visible_from <= now();

create view release.visible_file with (security_barrier) as
  select f.id, f.version, f.name, f.media_type, f.language, f.sha256, f.bytes
  from release.file f join release.version v using (id, version)
  where v.visible_from <= now();

grant usage on schema release to sanaq_portal, sanaq_processing;
grant select on release.visible_version, release.visible_file to sanaq_portal;
grant select, insert on release.version, release.file to sanaq_processing;
