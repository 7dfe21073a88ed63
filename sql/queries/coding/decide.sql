-- Decides a text when enough clerks said one code.
-- params: topic text, folded text, code text, at timestamptz, clerks int4
-- columns: none
update coding.text t set code = $3, decided_at = $4
where t.topic = $1 and t.folded = $2 and t.code is null
  and (select count(*) from coding.opinion o where o.topic = $1 and o.folded = $2 and o.code = $3) >= $5
