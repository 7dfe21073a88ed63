-- Names the enrolled tablet that a piece is, or none.
-- params: kind text, serial text, device uuid
-- columns: none
update equipment.piece set device = $3 where kind = $1 and serial = $2
