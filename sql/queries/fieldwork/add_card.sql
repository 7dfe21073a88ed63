-- Notes a number for ever; nothing when the worker has it already.
-- params: number text, worker uuid, at timestamptz
-- columns: none
insert into fieldwork.card (number, worker, issued_at) values ($1, $2, $3) on conflict (number) do nothing
