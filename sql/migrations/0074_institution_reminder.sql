-- What the department reminded institutions of: 1 the list was not sent in time, 2 people have no outcome.
create table institution.reminder (
  place uuid not null references institution.place,
  at timestamptz not null,
  what smallint not null check (what in (1, 2)),
  reminded_by text not null,
  primary key (place, at)
);
grant select, insert on institution.reminder to sanaq_server;
