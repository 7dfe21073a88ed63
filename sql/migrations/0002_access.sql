-- Staff and the audit log.
create schema access;

create table access.staff (
  id uuid primary key,
  login text not null unique check (length(login) between 1 and 64),
  role text not null,
  territory text not null default '',
  password_hash text not null,  -- argon2id, with its own salt and parameters
  totp_secret bytea not null,   -- sealed
  totp_step bigint not null default -1,  -- last time step a code was taken for: no code opens twice
  failures int not null default 0,
  locked_until timestamptz,
  active boolean not null default true,
  created_at timestamptz not null
) with (fillfactor = 70);

create table access.staff_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  staff uuid not null references access.staff,
  expires_at timestamptz not null
);

-- A chain: each line holds a hash over itself and the line before. Nobody may change or delete lines.
create table access.audit (
  number bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail text not null,
  hash bytea not null check (length(hash) = 32)
);

grant usage on schema access to sanaq_server;
grant select, insert, update on access.staff to sanaq_server;
grant select, insert, delete on access.staff_session to sanaq_server;
grant select, insert on access.audit to sanaq_server;
