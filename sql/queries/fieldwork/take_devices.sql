-- Every tablet of a worker is taken back.
-- params: worker uuid, at timestamptz
-- columns: device uuid
update fieldwork.worker_device set until = $2 where worker = $1 and until is null returning device
