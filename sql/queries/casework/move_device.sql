-- Sets the next number of a device in a draft.
-- params: case_id uuid, device uuid, next_number int8
-- columns: none
insert into casework.draft_device (case_id, device, next_number) values ($1, $2, $3)
on conflict (case_id, device) do update set next_number = excluded.next_number
