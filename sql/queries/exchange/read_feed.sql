-- News for a device, in order.
-- params: device uuid, after int8, limit int8
-- columns: number int8, kind int2, case_id uuid, epoch int8, position int8, sealed bytea
select number, kind, case_id, epoch, position, sealed from exchange.feed
where device = $1 and number > $2 order by number limit $3
