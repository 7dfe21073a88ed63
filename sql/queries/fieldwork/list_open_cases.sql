-- Cases of somebody who left that nobody has yet.
-- params: worker uuid
-- columns: case_id uuid, place text
select case_id, place from fieldwork.open_case where worker = $1 and given_to is null order by case_id
