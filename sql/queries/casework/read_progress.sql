-- Counts by territory, day and channel: what is folded and what came since, in one snapshot.
-- params: zone text, territories text[]
-- columns: territory text, day date, channel int2, households int8, persons int8
select territory, day, channel, sum(households)::bigint, sum(persons)::bigint
from (
  select territory, day, channel, households, persons from casework.progress
  union all
  select territory, (received_at at time zone $1)::date, channel, count(*), sum(persons)::bigint
  from casework.submission
  where serial > (select serial from casework.cursor where job = 'progress')
  group by 1, 2, 3
) as counted
where cardinality($2::text[]) = 0 or territory = any($2)
group by 1, 2, 3 order by 1, 2, 3
