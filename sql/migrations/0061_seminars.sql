-- Seminars of the departments, and who sits in them.
create table fieldwork.seminar (
  id uuid primary key,
  territory text not null check (length(territory) <= 15),
  place text not null check (length(place) between 1 and 300),
  day date not null,
  hours text not null check (length(hours) between 1 and 60),
  seats int not null check (seats between 1 and 2000)
);
create index on fieldwork.seminar (day);

-- attended, points: null until noted.
create table fieldwork.seminar_seat (
  seminar uuid not null references fieldwork.seminar,
  worker uuid not null references fieldwork.worker,
  attended boolean,
  points int,
  primary key (seminar, worker)
) with (fillfactor = 70);
create index on fieldwork.seminar_seat (worker);

-- "for update" of a seminar asks for the right to change it.
grant select, insert, update on fieldwork.seminar to sanaq_server;
grant select, insert, update on fieldwork.seminar_seat to sanaq_server;
