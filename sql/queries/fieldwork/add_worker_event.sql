-- A line of a worker's history.
-- params: worker uuid, number int4, at timestamptz, actor text, action text, state int2, detail text
-- columns: none
insert into fieldwork.worker_event (worker, number, at, actor, action, state, detail)
values ($1, $2, $3, $4, $5, $6, $7)
