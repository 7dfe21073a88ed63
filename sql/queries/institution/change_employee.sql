-- Seminar, room, computer and end of an employee.
-- params: login text, seminar_on date, has_room bool, has_computer bool, ended_at timestamptz
-- columns: none
update institution.employee set seminar_on = $2, has_room = $3, has_computer = $4, ended_at = $5 where login = $1
