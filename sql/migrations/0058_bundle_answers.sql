-- Answers to bundles of tablets, as they were given to the department: signed by the office, sealed to the tablet.
-- Kept so that an answer can be taken along again; a tablet's newest few.
create table exchange.answer (
  bundle bytea       primary key check (octet_length(bundle) = 32),  -- SHA-256 of the bundle's head
  device uuid        not null references exchange.device (id),
  at     timestamptz not null,
  file   bytea       not null
);
create index on exchange.answer (device, at);
-- Sealed bytes do not get smaller.
alter table exchange.answer alter column file set storage external;

grant select, insert, update, delete on exchange.answer to sanaq_server;
