-- What somebody tells of a person at the door.
-- params: id uuid, at timestamptz, territory text, card text, worker uuid, status text, sealed bytea
-- columns: none
insert into fieldwork.door_report (id, at, territory, card, worker, status, sealed) values ($1, $2, $3, $4, $5, $6, $7)
