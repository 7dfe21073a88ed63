-- Lines of the audit log before a number, newest first: of one actor, of one action, of actors whose accounts belong
-- to one of the territories (empty: no such limit).
-- params: actor text, action text, territories text[], before int8, limit int4
-- columns: number int8, at timestamptz, actor text, action text, subject text, detail text, hash bytea
select number, at, actor, action, subject, detail, hash from access.audit
where number < $4 and ($1 = '' or actor = $1) and ($2 = '' or action = $2)
  and (cardinality($3::text[]) = 0 or actor in (select login from access.staff where territory = any($3)))
order by number desc limit $5
