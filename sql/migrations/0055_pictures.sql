-- Pictures that answers and visits name, sealed, by the SHA-256 of what was sent. state: 1 arriving in parts, 2 stored,
-- 3 lost by its device, 4 refused (no picture, or another one than it was called). `named`: kept with the household;
-- what nobody names is removed after a time. kind: 1 JPEG, 2 PNG, 3 WebP.
create table casework.picture (
  case_id uuid not null,
  name bytea not null check (length(name) = 32),
  state smallint not null check (state between 1 and 4),
  size int not null check (size between 0 and 5242880),
  held int not null default 0,
  kind smallint check (kind between 1 and 3),
  width int,
  height int,
  named boolean not null default false,
  device uuid,
  at timestamptz not null,
  sealed bytea,
  primary key (case_id, name),
  check ((state = 2) = (sealed is not null))
) with (fillfactor = 70);
alter table casework.picture alter column sealed set storage external;
create index on casework.picture (at) where not named;

-- Parts of what is arriving, each sealed; gone when the picture is whole.
create table casework.picture_part (
  case_id uuid not null,
  name bytea not null,
  position int not null,
  sealed bytea not null,
  primary key (case_id, name, position),
  foreign key (case_id, name) references casework.picture on delete cascade
);
alter table casework.picture_part alter column sealed set storage external;

grant select, insert, update, delete on casework.picture, casework.picture_part to sanaq_server;
