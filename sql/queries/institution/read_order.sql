-- The scan of the order by which somebody was made responsible in an institution.
-- params: place uuid, login text
-- columns: scan bytea?
select scan from institution.employee where place = $1 and login = $2
