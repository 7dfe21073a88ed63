-- A seminar is held elsewhere or on another day, or is called off; nothing when it was called off before.
-- params: id uuid, place text, day date, hours text, called_off text
-- columns: none
update fieldwork.seminar set place = $2, day = $3, hours = $4, called_off = $5 where id = $1 and called_off = ''
