-- Whether two who are alike are one person; what was decided before, from either side, gives way.
-- params: resident uuid, other uuid, same bool, by text, at timestamptz
-- columns: none
with turned as (
  update institution.likeness_decision set same = $3, decided_by = $4, at = $5
  where resident = $2 and other = $1 returning 1
)
insert into institution.likeness_decision (resident, other, same, decided_by, at)
select $1, $2, $3, $4, $5 where not exists (select from turned)
on conflict (resident, other) do update set same = $3, decided_by = $4, at = $5
