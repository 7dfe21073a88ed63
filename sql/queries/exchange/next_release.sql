-- The number of the next code that opens a sealed device.
-- params: device uuid
-- columns: release int4
update exchange.device set release = release + 1 where id = $1 returning release
