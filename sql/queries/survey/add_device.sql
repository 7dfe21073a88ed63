-- A tablet begins to work for a round; nothing when it does so already, or still has census cases that are not done.
-- params: device uuid, round text, territory text, at timestamptz
-- columns: none
insert into survey.device (device, round, territory, since)
select id, $2, $3, $4 from survey.free_device where id = $1 on conflict do nothing
