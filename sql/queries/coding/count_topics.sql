-- How much of each topic is open and decided.
-- params: none
-- columns: topic text, open int8, open_answers int8, decided int8
select topic, count(*) filter (where code is null), coalesce(sum(answers) filter (where code is null), 0)::int8,
  count(*) filter (where code is not null)
from coding.text group by topic order by topic
