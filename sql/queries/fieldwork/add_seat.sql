-- A seat for a worker; nothing when there is one.
-- params: seminar uuid, worker uuid
-- columns: none
insert into fieldwork.seminar_seat (seminar, worker) values ($1, $2) on conflict do nothing
