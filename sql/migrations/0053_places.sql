-- Where buildings stand, and which dwelling of the frame a submitted household lives in.

-- Degrees times 100,000 (about a metre). A building without a row is visited all the same.
create table frame.place (
  street_id bigint not null references frame.street,
  house text not null,
  building text not null default '',
  latitude_e5 int not null check (latitude_e5 between -9000000 and 9000000),
  longitude_e5 int not null check (longitude_e5 between -18000000 and 18000000),
  primary key (street_id, house, building)
);
grant select on frame.place to sanaq_server;

-- A household that answered by itself has a case of its own: the dwelling tells whose visit it spares.
create table casework.household_dwelling (
  dwelling bigint not null references frame.dwelling,
  serial bigint not null references casework.submission,
  primary key (dwelling, serial)
);
grant select, insert on casework.household_dwelling to sanaq_server;
grant select on casework.household_dwelling to sanaq_processing;
-- Addresses are compared as people write them: 3а is 3А.
create index on frame.dwelling (street_id, lower(house), lower(building), lower(flat));
