-- Takes away some sessions that ended before a moment.
-- params: before timestamptz, limit int4
-- columns: none
delete from casework.session
where ctid = any (array(select ctid from casework.session where expires_at < $1 limit $2))
