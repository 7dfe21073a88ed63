-- The channel of devices through the tunnel: their certificates, their ends of the tunnel, and what every call came to.

-- Certificates a device may show. `mark`: SHA-256 of the certificate. The key belongs to the device.
create table exchange.certificate (
  mark bytea primary key check (length(mark) = 32),
  device uuid not null references exchange.device,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index on exchange.certificate (device);

-- Ends of the tunnel. `number`: of the address in the tunnel's network, a device's for ever. `preshared`: sealed.
create sequence exchange.peer_number start 2;
create table exchange.peer (
  device uuid primary key references exchange.device,
  number int not null unique check (number >= 2),
  key bytea not null unique check (length(key) = 32),
  preshared bytea not null,
  made_at timestamptz not null
);

-- `told`: what the tablet says of itself (JSON). `refused_code`: of the last call that was refused.
alter table exchange.device
  add told text not null default '{}' check (length(told) <= 1000),
  add refused_at timestamptz,
  add refused_code text;

-- channel: 1 network, 2 carrier (USB), 3 tunnel. `bytes`: received. result: "done", or the code of the refusal.
alter table exchange.call
  add bytes_out bigint not null default 0,
  add result text not null default 'done';

grant select, insert, update on exchange.certificate, exchange.peer to sanaq_server;
grant usage on exchange.peer_number to sanaq_server;
