-- Takes away attempts made before a moment.
-- params: before timestamptz
-- columns: none
delete from casework.challenge where created_at < $1
