-- Questions of interviewers at doors: that one was asked, how and what was answered; never about whom.
-- way: 1 code, 2 IIN, 3 address. answer: 1 yes, 2 no, 3 outside the device's area.
create table exchange.door_check (
  id bigint generated always as identity primary key,
  device uuid not null references exchange.device,
  at timestamptz not null,
  way smallint not null check (way between 1 and 3),
  answer smallint not null check (answer between 1 and 3)
);
create index on exchange.door_check (device, at);
create index on casework.address_finding (territory, lower(house));

-- `phrase`: the tablet takes no PIN of digits alone. `release`: number of the code that opens it again after it sealed
-- itself; 0: it was never given one. `form`: the questionnaire it was last told of.
alter table exchange.invitation add column phrase boolean not null default false;
create index on exchange.invitation (device);
alter table exchange.device add column release int not null default 0, add column form text not null default '';

grant select, insert on exchange.door_check to sanaq_server;
