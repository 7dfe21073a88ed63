-- Institutions, the employees responsible in them, their lists of people. What is sealed: names, heads and addresses of
-- institutions (some are hidden from everybody), names of employees, people of the lists. `person` is the keyed hash by
-- which households claim persons too.
create schema institution;

create table institution.place (
  id uuid primary key,
  number text not null unique check (length(number) between 1 and 30),
  kind text not null,
  territory text not null check (length(territory) between 1 and 15),
  ministry text not null default '',
  protected boolean not null,
  expected int not null default 0,
  sealed bytea not null,
  state smallint not null default 1 check (state between 1 and 5),  -- draft, sent, returned, accepted, closed
  version int not null default 0,
  people int not null default 0,  -- counts of institution.resident
  done int not null default 0,
  added_at timestamptz not null
) with (fillfactor = 70);
create index on institution.place (territory);

create table institution.employee (
  login text primary key references access.staff (login),
  place uuid not null references institution.place,
  sealed bytea not null,  -- the name
  order_number text not null,
  order_date date not null,
  scan bytea,  -- of the order, sealed
  seminar_on date,
  has_room boolean not null default false,
  has_computer boolean not null default false,
  appointed_at timestamptz not null,
  ended_at timestamptz
);
alter table institution.employee alter column scan set storage external;
create index on institution.employee (place);

-- One person of a list; the id is that of their questionnaire's case too. outcome: see OutcomeKind.
create table institution.resident (
  id uuid primary key,
  place uuid not null references institution.place,
  row int not null,
  came_later boolean not null default false,
  sealed bytea not null,
  person uuid,
  remark bytea,  -- sealed
  outcome smallint check (outcome between 1 and 20),
  outcome_words bytea,  -- why, where to, the source; sealed
  outcome_at timestamptz,
  outcome_by text,
  check ((outcome is null) = (outcome_at is null))
) with (fillfactor = 80);
create index on institution.resident (place, row);
create index on institution.resident (person) where person is not null;

-- Lists as they were sent; `digest` is the SHA-256 of what is sealed and stands on the printed list.
create table institution.list_version (
  place uuid not null references institution.place,
  number int not null check (number > 0),
  people int not null,
  digest bytea not null check (length(digest) = 32),
  sealed bytea not null,
  sent_by text not null,
  sent_at timestamptz not null,
  decision text not null default '' check (decision in ('', 'accepted', 'returned')),
  decided_by text not null default '',
  decided_at timestamptz,
  primary key (place, number)
);
alter table institution.list_version alter column sealed set storage external;

grant usage on schema institution to sanaq_server;
grant select, insert, update on institution.place, institution.employee, institution.list_version to sanaq_server;
grant select, insert, update, delete on institution.resident to sanaq_server;
