-- Equipment: who has what, by numbered acts that two sides sign.
create schema equipment;

-- kind: 1 supplier, 2 bureau, 3 department, 4 authorised person, 5 instructor, 6 interviewer, 7 responsible employee
-- of an institution, 8 workshop, 9 commission. sealed: name and position.
create table equipment.holder (
  id uuid primary key,
  kind smallint not null check (kind between 1 and 9),
  territory text not null check (length(territory) <= 15),
  login text not null default '' check (length(login) <= 64),
  reference text not null default '',
  active boolean not null default true,
  sealed bytea not null,
  added_at timestamptz not null
);
create unique index holder_login on equipment.holder (login) where login <> '';
create unique index holder_reference on equipment.holder (reference) where reference <> '';
create index on equipment.holder (territory, kind);

-- Numbers of acts: without gaps in a year of a territory (empty: the bureau's).
create table equipment.series (
  territory text not null,
  year smallint not null,
  number bigint not null,
  primary key (territory, year)
) with (fillfactor = 70);

create sequence equipment.force_number;

-- kind: 1 acceptance, 2 handover, 3 return, 4 loss, 5 damage, 6 write-off. state: 1 drafted, 2 signed by the giver,
-- 3 in force, 4 cancelled. sealed: names and positions of both sides as they stood, notes, what happened.
-- force_number: the order in which acts moved custody.
create table equipment.act (
  id uuid primary key,
  kind smallint not null check (kind between 1 and 6),
  state smallint not null check (state between 1 and 4),
  territory text not null,
  year smallint not null,
  number bigint not null,
  day date not null,
  giver uuid not null references equipment.holder,
  taker uuid not null references equipment.holder,
  code text not null unique check (length(code) between 8 and 40),
  drafted_by text not null,
  drafted_at timestamptz not null,
  given_by text,
  given_at timestamptz,
  given_on_paper boolean not null default false,
  taken_by text,
  taken_at timestamptz,
  taken_on_paper boolean not null default false,
  cancelled_by text,
  cancelled_at timestamptz,
  force_number bigint unique,
  sealed bytea not null,
  unique (territory, year, number),
  check (giver <> taker),
  check ((given_at is null) = (given_by is null) and (taken_at is null) = (taken_by is null)),
  check (state <> 1 or given_at is null),
  check (state not in (2, 3) or given_at is not null),
  check ((state = 3) = (taken_at is not null) and (state = 3) = (force_number is not null)),
  check ((state = 4) = (cancelled_at is not null))
) with (fillfactor = 80);
create index on equipment.act (giver, drafted_at);
create index on equipment.act (taker, drafted_at);
create index on equipment.act (drafted_at);

-- condition: 1 new, 2 good, 3 worn, 4 repaired, 5 damaged, 6 unusable, 7 lost. serial: empty when counted.
create table equipment.act_line (
  act uuid not null references equipment.act,
  position int not null,
  kind text not null check (length(kind) between 1 and 40),
  serial text not null check (length(serial) <= 40),
  count bigint not null check (count > 0),
  condition smallint not null check (condition between 1 and 7),
  primary key (act, position),
  check (serial = '' or count = 1)
);
create index on equipment.act_line (kind, serial) where serial <> '';

-- What follows from the acts in force. A piece is with one holder. device: the enrolled tablet it is.
create table equipment.piece (
  kind text not null,
  serial text not null check (serial <> ''),
  holder uuid not null references equipment.holder,
  condition smallint not null check (condition between 1 and 7),
  act uuid not null references equipment.act,
  device uuid unique references exchange.device,
  primary key (kind, serial)
) with (fillfactor = 80);
create index on equipment.piece (holder);

-- Counted things by standing. Booked twice: a kind sums to zero over all holders; below zero only what a
-- supplier delivered.
create table equipment.balance (
  holder uuid not null references equipment.holder,
  kind text not null,
  supplier boolean not null,
  sound bigint not null,
  damaged bigint not null check (damaged >= 0),
  lost bigint not null check (lost >= 0),
  primary key (holder, kind),
  check (sound >= 0 or supplier)
) with (fillfactor = 70);

-- Pieces that an act under way names: no two acts can name one.
create table equipment.reservation (
  kind text not null,
  serial text not null,
  act uuid not null references equipment.act,
  primary key (kind, serial)
);
create index on equipment.reservation (act);

-- Signed paper, sealed. side: who signed on it: 1 giver, 2 taker, 3 both. kind: 1 PDF, 2 JPEG.
create table equipment.scan (
  act uuid not null references equipment.act,
  at timestamptz not null,
  side smallint not null check (side between 1 and 3),
  kind smallint not null check (kind between 1 and 2),
  added_by text not null,
  sealed bytea not null,
  primary key (act, at)
);
alter table equipment.scan alter column sealed set storage external;

grant usage on schema equipment to sanaq_server;
grant usage on sequence equipment.force_number to sanaq_server;
grant select, insert on equipment.act_line, equipment.scan to sanaq_server;
grant select, insert, update on equipment.holder, equipment.series, equipment.act, equipment.piece, equipment.balance
  to sanaq_server;
grant select, insert, delete on equipment.reservation to sanaq_server;
