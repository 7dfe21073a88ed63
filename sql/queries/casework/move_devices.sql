-- Sets the next numbers of devices in drafts.
-- params: case_ids uuid[], devices uuid[], next_numbers int8[]
-- columns: none
insert into casework.draft_device (case_id, device, next_number)
select * from unnest($1, $2, $3)
on conflict (case_id, device) do update set next_number = excluded.next_number
