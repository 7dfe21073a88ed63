-- A seminar.
-- params: id uuid, territory text, place text, day date, hours text, seats int4
-- columns: none
insert into fieldwork.seminar (id, territory, place, day, hours, seats) values ($1, $2, $3, $4, $5, $6)
