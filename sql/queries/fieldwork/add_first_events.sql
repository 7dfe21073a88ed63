-- The same first line in the history of many workers.
-- params: workers uuid[], at timestamptz, actor text, action text
-- columns: none
insert into fieldwork.worker_event (worker, number, at, actor, action, state, detail)
select w, 1, $2, $3, $4, 1, '' from unnest($1::uuid[]) w
