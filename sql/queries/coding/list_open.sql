-- Open texts of a topic on which a clerk has not said anything yet, the most frequent first.
-- params: topic text, clerk text, limit int4
-- columns: folded text, shown text, answers int8
select t.folded, t.shown, t.answers from coding.text t
where t.topic = $1 and t.code is null
  and not exists (select from coding.opinion o where o.topic = t.topic and o.folded = t.folded and o.clerk = $2)
order by t.answers desc, t.folded limit $3
