-- A question asked at a door.
-- params: device uuid, at timestamptz, way int2, answer int2
-- columns: none
insert into exchange.door_check (device, at, way, answer) values ($1, $2, $3, $4)
