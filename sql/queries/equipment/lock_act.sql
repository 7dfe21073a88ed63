-- Whoever signs or cancels an act is alone with it.
-- params: id uuid
-- columns: id uuid
select id from equipment.act where id = $1 for update
