-- Moves a job's place forward.
-- params: job text, serial int8
-- columns: none
update casework.cursor set serial = $2 where job = $1 and serial < $2
