-- Households' files. Schema `casework` holds answers and claims without names; schema `identity` holds names and
-- numbers, sealed under another key. Keys of persons are keyed hashes whose key is not in the database.
create schema casework;
create schema identity;

-- Forms as submissions name them: two bytes in every row instead of texts.
create table casework.form (
  id smallint generated always as identity primary key,
  form text not null,
  version text not null,
  fingerprint bigint not null,
  unique (form, version, fingerprint)
);

-- Respondents. `person` is a keyed hash of the IIN, `sealed` what they typed.
create table casework.account (
  id uuid primary key,
  person uuid not null unique,
  case_id uuid not null unique,
  sealed bytea not null,
  language text not null check (length(language) <= 8),
  created_at timestamptz not null
);

-- Attempts to register; kept for an hour after they are used up, to count them.
create table casework.challenge (
  id uuid primary key,
  person uuid not null,
  phone uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  resend_after timestamptz not null,
  tries int not null default 0,
  sends int not null default 1,
  used boolean not null default false
);
create index on casework.challenge (person, created_at);
create index on casework.challenge (phone, created_at);

create table casework.session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account uuid not null references casework.account,
  case_id uuid not null,
  expires_at timestamptz not null
);

-- Drafts: a log a household. The row in `draft` is locked while a batch is added, so that positions follow commits.
create table casework.draft (
  case_id uuid primary key,
  position bigint not null default 0,
  snapshot_position bigint not null default 0,
  snapshot bytea,
  contested boolean not null default false
) with (fillfactor = 70);
create table casework.draft_device (
  case_id uuid not null references casework.draft,
  device uuid not null,
  next_number bigint not null default 1,
  primary key (case_id, device)
) with (fillfactor = 70);
create table casework.draft_batch (
  case_id uuid not null references casework.draft,
  position bigint not null,
  device uuid not null,
  first_number bigint not null,
  seen bigint not null,
  at timestamptz not null,
  hashes bytea not null check (length(hashes) > 0 and length(hashes) % 8 = 0),
  sealed bytea not null,
  primary key (case_id, position)
);
alter table casework.draft alter column snapshot set storage external;
alter table casework.draft_batch alter column sealed set storage external;

-- Submitted households, in the order of commits: `serial` has no gaps. See docs/decisions/0006-submission-store.md.
create table casework.submission (
  serial bigint primary key,
  case_id uuid not null unique,
  content uuid not null,
  received_at timestamptz not null,
  form smallint not null,
  channel smallint not null,
  persons smallint not null check (persons between 0 and 255),
  territory text not null check (length(territory) between 1 and 15),
  response bytea not null
);
alter table casework.submission alter column response set storage external;

create table identity.household (
  serial bigint primary key,
  sealed bytea not null
);
alter table identity.household alter column sealed set storage external;

-- Who holds a person: the household that claimed first, or the one that a resolution chose.
create table casework.person (
  key uuid primary key,
  serial bigint not null,
  member smallint not null
);

-- Persons claimed by more than one household; all claims stay.
create table casework.conflict (
  id bigint generated always as identity primary key,
  key uuid not null unique,
  opened_at timestamptz not null,
  rule smallint check (rule between 1 and 4),
  winner bigint,
  evidence text,
  resolved_by text,
  resolved_at timestamptz,
  check ((rule is null) = (winner is null) and (rule is null) = (evidence is null))
);
create index on casework.conflict (id) where rule is null;
create table casework.claim (
  conflict bigint not null references casework.conflict,
  serial bigint not null,
  member smallint not null,
  primary key (conflict, serial)
);
create index on casework.claim (serial);

-- Addresses that were typed because the frame did not have them.
create table casework.address_finding (
  serial bigint primary key,
  territory text not null,
  street text not null,
  house text not null,
  building text not null,
  flat text not null
);

-- Counts for boards, up to the serial in the cursor; what came later is added while reading.
create table casework.progress (
  territory text not null,
  day date not null,
  channel smallint not null,
  households bigint not null,
  persons bigint not null,
  primary key (territory, day, channel)
) with (fillfactor = 60);
-- Where jobs stand that read submissions in order.
create table casework.cursor (
  job text primary key,
  serial bigint not null default 0
) with (fillfactor = 10);
insert into casework.cursor (job) values ('progress'), ('notice');

-- Which code was sent to whom.
create table casework.notice (
  serial bigint not null,
  member smallint not null,
  state smallint not null,
  message_id text not null,
  at timestamptz not null,
  primary key (serial, member)
);

grant usage on schema casework, identity to sanaq_server;
grant select, insert on casework.form, casework.submission, casework.draft_batch, casework.claim,
  casework.address_finding, casework.notice, identity.household to sanaq_server;
grant select, insert, update on casework.account, casework.draft, casework.draft_device,
  casework.person, casework.conflict, casework.progress, casework.cursor to sanaq_server;
grant select, insert, update, delete on casework.challenge, casework.session to sanaq_server;

grant usage on schema casework to sanaq_processing;
grant select on casework.form, casework.submission, casework.person, casework.conflict, casework.claim,
  casework.address_finding to sanaq_processing;
