-- Attendance and points of a seat.
-- params: seminar uuid, worker uuid, attended bool, points int4
-- columns: none
update fieldwork.seminar_seat set attended = $3, points = $4 where seminar = $1 and worker = $2
