-- New heads of chains that were compared under the device's lock.
-- params: ids uuid[], device uuid, case_ids uuid[], numbers int8[], links bytea[]
-- columns: none
insert into exchange.chain (id, device, case_id, number, link)
select t.id, $2, t.case_id, t.number, t.link
from unnest($1::uuid[], $3::uuid[], $4::int8[], $5::bytea[]) as t (id, case_id, number, link)
on conflict (id) do update set number = excluded.number, link = excluded.link
