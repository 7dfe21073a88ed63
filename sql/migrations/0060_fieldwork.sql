-- People of the census: from the application to the last day of work.
create schema fieldwork;

-- state: 1 applied, 2 approved, 3 refused, 4 reserve, 5 contracted, 6 trained, 7 working, 8 suspended, 9 ended.
-- `person`: keyed hash of the IIN, apart from that of respondents. `sealed`: number, birth date and phone.
-- `name_folded`: for search.
create table fieldwork.worker (
  id uuid primary key,
  role text not null check (length(role) between 1 and 40),
  territory text not null check (length(territory) <= 15),
  surname text not null,
  given text not null,
  patronymic text not null,
  name_folded text not null,
  languages text[] not null,
  education text not null,
  computer_points int,
  person bytea not null check (length(person) = 32),
  sealed bytea not null,
  state smallint not null check (state between 1 and 9),
  contract_number text,
  contract_from date,
  contract_until date check (contract_until >= contract_from),
  pay_category text,
  attended boolean not null default false,
  test_points int,
  card_number text unique,
  card_issued date,
  card_from date,
  card_until date,
  ended_on date,
  reason text not null default '',
  has_photo boolean not null default false,
  version int not null,
  applied_at timestamptz not null,
  -- Nobody works without contract, training and card, whatever a program does.
  check (state not in (7, 8) or
         (contract_number is not null and attended and test_points is not null and card_number is not null
          and has_photo)),
  check (state <> 9 or ended_on is not null)
) with (fillfactor = 70);
-- One person is on the books once, but may apply again after a refusal or when the work has ended.
create unique index on fieldwork.worker (person) where state not in (3, 9);
create index on fieldwork.worker (territory, state);
create index on fieldwork.worker (name_folded, id);

-- What happened to a worker. Never changed.
create table fieldwork.worker_event (
  worker uuid not null references fieldwork.worker,
  number int not null check (number > 0),
  at timestamptz not null,
  actor text not null,
  action text not null,
  state smallint not null,
  detail text not null,
  primary key (worker, number)
);

-- Every number that was ever on a card: a withdrawn one is known for ever and given to nobody else.
create table fieldwork.card (
  number text primary key check (number ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$'),
  worker uuid not null references fieldwork.worker,
  issued_at timestamptz not null
);
create index on fieldwork.card (worker);

create table fieldwork.photo (
  worker uuid primary key references fieldwork.worker,
  kind smallint not null,
  width int not null,
  height int not null,
  sealed bytea not null
);
alter table fieldwork.photo alter column sealed set storage external;

grant usage on schema fieldwork to sanaq_server;
grant select, insert, update on fieldwork.worker, fieldwork.photo to sanaq_server;
grant select, insert on fieldwork.worker_event, fieldwork.card to sanaq_server;
