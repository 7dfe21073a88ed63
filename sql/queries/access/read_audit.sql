-- Lines of the audit log after a number.
-- params: after int8, limit int4
-- columns: number int8, at timestamptz, actor text, action text, subject text, detail text, hash bytea
select number, at, actor, action, subject, detail, hash from access.audit where number > $1 order by number limit $2
