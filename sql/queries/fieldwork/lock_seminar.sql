-- Seats of a seminar that is held; locked, so that two enrolments cannot take the last one.
-- params: id uuid
-- columns: seats int4, taken int8
select s.seats, (select count(*) from fieldwork.seminar_seat t where t.seminar = s.id)
from fieldwork.seminar s where s.id = $1 and s.called_off = '' for update
