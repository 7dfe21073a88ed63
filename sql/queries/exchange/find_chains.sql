-- Heads of chains.
-- params: ids uuid[]
-- columns: id uuid, device uuid, case_id uuid, number int8, link bytea
select id, device, case_id, number, link from exchange.chain where id = any($1::uuid[])
