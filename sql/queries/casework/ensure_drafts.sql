-- Makes the rows of drafts that are not there.
-- params: case_ids uuid[]
-- columns: none
insert into casework.draft (case_id)
select k.case_id from unnest($1) as k (case_id)
where not exists (select from casework.draft d where d.case_id = k.case_id)
order by 1 on conflict do nothing
