-- The enrolled tablet that a piece is.
-- params: kind text, serial text
-- columns: device uuid
select device from equipment.piece where kind = $1 and serial = $2
