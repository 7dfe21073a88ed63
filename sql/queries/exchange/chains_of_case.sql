-- Who wrote in a case.
-- params: case_id uuid
-- columns: id uuid, device uuid
select id, device from exchange.chain where case_id = $1
