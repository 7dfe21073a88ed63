-- The next step of a paper questionnaire; nothing when somebody else has taken it.
-- params: case_id uuid, from int2, to int2, verified_by text, differences int4, at timestamptz
-- columns: none
update casework.paper_form
set state = $3, verified_by = coalesce($4, verified_by), differences = $5,
  sent_at = case when $3 = 4 then $6 end
where case_id = $1 and state = $2
