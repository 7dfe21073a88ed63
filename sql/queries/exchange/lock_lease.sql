-- Who holds a case; locked until the lease is moved.
-- params: case_id uuid
-- columns: device uuid, epoch int8
select device, epoch from exchange.lease where case_id = $1 for update
