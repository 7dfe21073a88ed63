-- A paper questionnaire that begins to be keyed; nothing when its number is known.
-- params: number text, case_id uuid, second_id uuid, territory text, sampled bool, keyed_by text, at timestamptz
-- columns: none
insert into casework.paper_form (number, case_id, second_id, territory, sampled, keyed_by, opened_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (number) do nothing
