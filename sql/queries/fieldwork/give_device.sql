-- A tablet goes into a worker's hands; nothing when somebody has it.
-- params: device uuid, worker uuid, at timestamptz
-- columns: none
insert into fieldwork.worker_device (device, worker, since) values ($1, $2, $3) on conflict do nothing
