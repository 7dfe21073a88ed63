-- Takes away sessions that ended before a moment.
-- params: before timestamptz
-- columns: none
delete from casework.session where expires_at < $1
