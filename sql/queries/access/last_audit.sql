-- The last line of the audit log.
-- params: none
-- columns: number int8, hash bytea
select number, hash from access.audit order by number desc limit 1
