-- Locks drafts, in the order of their ids, so that two servers never wait for each other.
-- params: case_ids uuid[]
-- columns: case_id uuid
select case_id from casework.draft where case_id = any($1) order by case_id for update
