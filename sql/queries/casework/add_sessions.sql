-- Opens sessions of persons who have accounts.
-- params: token_hashes bytea[], persons uuid[], expires_at timestamptz[]
-- columns: none
insert into casework.session (token_hash, account, case_id, expires_at)
select t.token_hash, a.id, a.case_id, t.expires_at
from unnest($1, $2, $3) as t (token_hash, person, expires_at)
cross join lateral (select id, case_id from casework.account a where a.person = t.person limit 1) a
