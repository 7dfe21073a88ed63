-- Adds a line to the audit log.
-- params: number int8, at timestamptz, actor text, action text, subject text, detail text, hash bytea
-- columns: none
insert into access.audit (number, at, actor, action, subject, detail, hash) values ($1, $2, $3, $4, $5, $6, $7)
