-- Tablets in a worker's hands.
-- params: worker uuid
-- columns: device uuid, label text
select h.device, d.label from fieldwork.worker_device h join exchange.device d on d.id = h.device
where h.worker = $1 and h.until is null order by d.label
