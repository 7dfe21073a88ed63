-- Somebody else goes on with the keying a paper is in; nothing when it has moved. state: 1 the first, 3 the second.
-- params: case_id uuid, state int2, before text, after text, reason int2, at timestamptz
-- columns: none
with moved as (
  update casework.paper_form
  set keyed_by = case when $2 = 1 then $4 else keyed_by end,
    verified_by = case when $2 = 3 then $4 else verified_by end
  where case_id = $1 and state = $2 and $2 in (1, 3) and case when $2 = 1 then keyed_by else verified_by end = $3
  returning case_id
)
insert into casework.paper_takeover (case_id, at, second, before, after, reason)
select case_id, $6, $2 = 3, $3, $4, $5 from moved
