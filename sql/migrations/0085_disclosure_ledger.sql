-- Everything that was ever made public, with what it hides: an attacker puts all of it together, so must the office.
-- Rows stay for ever, those of withdrawn tables too, because what was public once is known. Not for the portal: the
-- counts of hidden cells stand here.
create schema disclosure;

create table disclosure.published (
  id           text        not null check (id ~ '^[a-z0-9-]{1,60}$'),
  version      bigint      not null check (version >= 1),
  edition      text        not null check (edition <> ''),
  head         text        not null,  -- canonical JSON: titles, sides, revision of the freeze
  counts       bytea       not null,  -- of all cells, hidden ones too: 7 bits a byte, the lowest first
  marks        text        not null check (marks ~ '^[.PS]*$'),
  width        bigint      not null check (width >= 1),  -- further counts that every primary cell leaves possible
  audited_at   timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (id, version)
);

create function disclosure.keep_published() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null
      and row(new.id, new.version, new.edition, new.head, new.counts, new.marks, new.width, new.audited_at)
        = row(old.id, old.version, old.edition, old.head, old.counts, old.marks, old.width, old.audited_at) then
    return new;  -- a withdrawal
  end if;
  raise exception 'what was public stays known' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger published_is_kept before update or delete on disclosure.published
  for each row execute function disclosure.keep_published();

grant usage on schema disclosure to sanaq_processing;
grant select, insert on disclosure.published to sanaq_processing;
grant update (withdrawn_at) on disclosure.published to sanaq_processing;
