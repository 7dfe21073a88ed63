-- The address frame: streets and dwellings of territories. No personal data.
create schema frame;

create table frame.street (
  id bigint generated always as identity primary key,
  territory text not null check (length(territory) between 1 and 15),
  name text not null check (length(name) between 1 and 120),
  key text not null,
  unique (territory, key)
);

create table frame.dwelling (
  id bigint generated always as identity primary key,
  street_id bigint not null references frame.street,
  house text not null check (length(house) between 1 and 40),
  building text not null default '',
  flat text not null default '',
  house_number int not null default 0,
  flat_number int not null default 0,
  unique (street_id, house, building, flat)
);

grant usage on schema frame to sanaq_server;
grant select on frame.street, frame.dwelling to sanaq_server;
