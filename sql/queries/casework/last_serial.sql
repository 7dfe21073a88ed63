-- The serial of the last committed submission, 0 for none.
-- params: none
-- columns: serial int8
select coalesce((select serial from casework.submission order by serial desc limit 1), 0)
