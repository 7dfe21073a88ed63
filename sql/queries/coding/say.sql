-- The word of a clerk on an open text; nothing when the text is decided or unknown, or the clerk has spoken.
-- params: topic text, folded text, clerk text, code text, at timestamptz
-- columns: none
insert into coding.opinion (topic, folded, clerk, code, at)
select t.topic, t.folded, $3, $4, $5 from coding.text t
where t.topic = $1 and t.folded = $2 and t.code is null
on conflict do nothing
