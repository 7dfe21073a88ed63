-- "This person is at my door": what anybody tells the department. `sealed`: place and words; `card`: as it was read,
-- empty when it could not be. status: what the page said of the card.
create table fieldwork.door_report (
  id uuid primary key,
  at timestamptz not null,
  territory text not null check (length(territory) between 1 and 15),
  card text not null,
  worker uuid references fieldwork.worker,
  status text not null,
  sealed bytea not null,
  seen_by text,
  seen_at timestamptz
) with (fillfactor = 70);
create index on fieldwork.door_report (at);

grant select, insert, update on fieldwork.door_report to sanaq_server;
