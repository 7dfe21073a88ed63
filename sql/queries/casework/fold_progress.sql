-- Adds submissions after the cursor to the counts and moves the cursor. Run under lock_cursor('progress').
-- params: zone text
-- columns: households int8
with fresh as materialized (
  select territory, (received_at at time zone $1)::date as day, channel, count(*) as households,
    sum(persons)::bigint as persons, max(serial) as last
  from casework.submission
  where serial > (select serial from casework.cursor where job = 'progress')
  group by 1, 2, 3
), folded as (
  insert into casework.progress as p (territory, day, channel, households, persons)
  select territory, day, channel, households, persons from fresh
  on conflict (territory, day, channel) do update
    set households = p.households + excluded.households, persons = p.persons + excluded.persons
), moved as (
  update casework.cursor set serial = (select max(last) from fresh)
  where job = 'progress' and exists (select from fresh)
)
select coalesce(sum(households), 0)::bigint from fresh
