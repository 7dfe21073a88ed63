-- A piece of the kit is handed out; nothing when it was.
-- params: worker uuid, item text, at timestamptz, actor text
-- columns: none
insert into fieldwork.kit (worker, item, handed_at, actor) values ($1, $2, $3, $4) on conflict do nothing
