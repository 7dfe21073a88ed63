-- What people of the census hold: the kit, tablets, and the cases that wait for somebody else when they leave.
create table fieldwork.kit (
  worker uuid not null references fieldwork.worker,
  item text not null check (length(item) between 1 and 40),
  handed_at timestamptz not null,
  actor text not null,
  primary key (worker, item)
);

create table fieldwork.worker_device (
  device uuid not null references exchange.device,
  worker uuid not null references fieldwork.worker,
  since timestamptz not null,
  until timestamptz,
  primary key (device, worker, since)
) with (fillfactor = 70);
-- A tablet is in one person's hands.
create unique index on fieldwork.worker_device (device) where until is null;
create index on fieldwork.worker_device (worker);

-- Cases taken from somebody who left; `given_to` once another tablet has them.
create table fieldwork.open_case (
  case_id uuid not null,
  worker uuid not null references fieldwork.worker,
  place text not null,
  taken_at timestamptz not null,
  given_to uuid references exchange.device,
  primary key (case_id, taken_at)
) with (fillfactor = 70);
create index on fieldwork.open_case (worker) where given_to is null;

grant select, insert on fieldwork.kit to sanaq_server;
grant select, insert, update on fieldwork.worker_device, fieldwork.open_case to sanaq_server;
