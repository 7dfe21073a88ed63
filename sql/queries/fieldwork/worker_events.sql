-- The history of a worker, oldest first.
-- params: worker uuid
-- columns: number int4, at timestamptz, actor text, action text, state int2, detail text
select number, at, actor, action, state, detail from fieldwork.worker_event where worker = $1 order by number
