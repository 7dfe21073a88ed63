-- Devices without network: what they wrote, linked entry by entry, and what they are told.
create schema exchange;

-- state: 1 active, 2 locked (may hand in), 3 revoked (may do nothing). `feed_number`: of the last news for it.
create table exchange.device (
  id uuid primary key,
  key bytea not null check (length(key) = 32),
  label text not null check (length(label) between 1 and 80),
  territory text not null check (length(territory) between 1 and 15),
  state smallint not null default 1 check (state between 1 and 3),
  enrolled_at timestamptz not null,
  feed_number bigint not null default 0,
  synchronised_at timestamptz
) with (fillfactor = 70);

-- One-time codes; the code itself is nowhere.
create table exchange.invitation (
  code_hash bytea primary key check (length(code_hash) = 32),
  label text not null,
  territory text not null,
  expires_at timestamptz not null,
  device uuid references exchange.device
);

-- `number` and `link`: the head. `drafted`, `operations`: entries, and operations in them, that are in the draft.
create table exchange.chain (
  id uuid primary key,
  device uuid not null references exchange.device,
  case_id uuid not null,
  number bigint not null,
  link bytea not null check (length(link) = 32),
  drafted bigint not null default 0,
  operations bigint not null default 0
) with (fillfactor = 70);
create index on exchange.chain (device) where drafted < number;
create index on exchange.chain (case_id);

-- Never changed. `signature` stands where a run ended and vouches for all before it.
create table exchange.entry (
  chain uuid not null references exchange.chain,
  number bigint not null,
  link bytea not null check (length(link) = 32),
  epoch bigint not null,
  late boolean not null,
  synchronised_at timestamptz not null,
  signature bytea check (length(signature) = 64),
  sealed bytea not null,
  primary key (chain, number)
);
alter table exchange.entry alter column sealed set storage external;

-- Runs that contradict a chain, kept whole as evidence; `last` is the link of their last entry.
create table exchange.fork (
  last bytea primary key check (length(last) = 32),
  device uuid not null references exchange.device,
  chain uuid not null,
  case_id uuid not null,
  synchronised_at timestamptz not null,
  sealed bytea not null
);

-- Who is to visit a case. `told`: position of the draft up to which the holder was told.
create table exchange.lease (
  case_id uuid primary key,
  device uuid references exchange.device,
  epoch bigint not null default 0,
  told bigint not null default 0,
  completed boolean not null default false,
  dwelling bigint unique references frame.dwelling,
  place text not null default '{}'
) with (fillfactor = 70);
create index on exchange.lease (device);

create table exchange.feed (
  device uuid not null references exchange.device,
  number bigint not null,
  kind smallint not null,
  case_id uuid not null,
  epoch bigint not null,
  position bigint not null,
  sealed bytea not null,
  primary key (device, number)
);

-- Every call that brought something: date, time, numbers, bytes. channel: 1 network, 2 carrier (USB).
create table exchange.call (
  id bigint generated always as identity primary key,
  device uuid not null references exchange.device,
  at timestamptz not null,
  channel smallint not null,
  entries int not null,
  forked int not null,
  refused int not null,
  bytes bigint not null
);
create index on exchange.call (device, at);

grant usage on schema exchange to sanaq_server;
grant select, insert on exchange.entry, exchange.fork, exchange.feed, exchange.call to sanaq_server;
grant select, insert, update on exchange.device, exchange.invitation, exchange.chain, exchange.lease to sanaq_server;
