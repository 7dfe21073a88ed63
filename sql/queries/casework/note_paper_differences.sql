-- How many answers of a second keying differ so far.
-- params: case_id uuid, differences int4
-- columns: none
update casework.paper_form set differences = $2 where case_id = $1 and state = 3 and differences <> $2
