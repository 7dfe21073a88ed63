-- Takes a job's place for this transaction.
-- params: job text
-- columns: serial int8
select serial from casework.cursor where job = $1 for update
