-- How many pairs of each round wait, are one person, are two.
-- params: none
-- columns: round text, open int8, same int8, other int8
select round, count(*) filter (where decision is null), count(*) filter (where decision = 1),
  count(*) filter (where decision = 2)
from survey.pair group by round order by round
