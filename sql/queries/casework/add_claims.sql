-- Claims of persons that another household holds: opens a conflict, or opens it again, with the holder's claim and
-- these.
-- params: keys uuid[], serials int8[], members int2[], at timestamptz
-- columns: none
with claimed as (
  select * from unnest($1::uuid[], $2::int8[], $3::int2[]) as t (key, serial, member)
), opened as (
  insert into casework.conflict (key, opened_at) select distinct key, $4::timestamptz from claimed
  on conflict (key) do update
    set rule = null, winner = null, evidence = null, resolved_by = null, resolved_at = null
  returning id, key
)
insert into casework.claim (conflict, serial, member)
select o.id, p.serial, p.member from opened o join casework.person p using (key)
union all
select o.id, c.serial, c.member from opened o join claimed c using (key)
on conflict do nothing
