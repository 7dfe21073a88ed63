-- For each place in the arrays: attempts to register of a person and of a phone since a moment, and
-- the person's account; nulls when there is none.
-- params: persons uuid[], phones uuid[], since timestamptz[]
-- columns: n int8, of_person int4, of_phone int4, id uuid?, case_id uuid?, person uuid?, sealed bytea?,
--   language text?, created_at timestamptz?
select k.n, p.attempts, q.attempts, a.id, a.case_id, a.person, a.sealed, a.language, a.created_at
from unnest($1, $2, $3) with ordinality as k (person, phone, since, n)
cross join lateral (select count(*)::int as attempts from casework.challenge c
  where c.person = k.person and c.created_at > k.since) p
cross join lateral (select count(*)::int as attempts from casework.challenge c
  where c.phone = k.phone and c.created_at > k.since) q
left join lateral (select id, case_id, person, sealed, language, created_at from casework.account a
  where a.person = k.person limit 1) a on true
