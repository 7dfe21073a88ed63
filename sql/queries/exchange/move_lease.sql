-- Gives a case to a device, or to nobody; every change of holder is an epoch.
-- params: case_id uuid, device uuid, dwelling int8, place text
-- columns: epoch int8
insert into exchange.lease as l (case_id, device, epoch, dwelling, place) values ($1, $2, 1, $3, $4)
on conflict (case_id) do update
  set device = excluded.device, epoch = l.epoch + 1, told = 0, completed = false, place = excluded.place
returning epoch
