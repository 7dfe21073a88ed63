-- Counts tries of codes, and gives the attempts as they are then with the accounts of their persons, or nulls. Those
-- that are gone or used up are left out.
-- params: ids uuid[], spent int4[]
-- columns: id uuid, person uuid, phone uuid, code_hash bytea, sealed bytea, created_at timestamptz,
--   expires_at timestamptz, resend_after timestamptz, tries int4, sends int4, account uuid?, case_id uuid?,
--   account_sealed bytea?, language text?, account_created_at timestamptz?
with tried as (
  update casework.challenge c set tries = c.tries + t.spent
  from unnest($1, $2) as t (id, spent) where c.id = t.id and not c.used
  returning c.id, c.person, c.phone, c.code_hash, c.sealed, c.created_at, c.expires_at, c.resend_after, c.tries,
    c.sends)
select tried.*, a.id, a.case_id, a.sealed, a.language, a.created_at
from tried left join lateral (select id, case_id, sealed, language, created_at from casework.account a
  where a.person = tried.person limit 1) a on true
