-- Makes whoever moves something of these holders wait. In the order of their ids, so that two do not wait for
-- each other.
-- params: ids uuid[]
-- columns: id uuid, kind int2
select id, kind from equipment.holder where id = any ($1) order by id for update
