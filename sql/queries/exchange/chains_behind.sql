-- Chains of a device whose entries are not all in the draft of their case.
-- params: device uuid
-- columns: id uuid, case_id uuid, drafted int8, operations int8
select id, case_id, drafted, operations from exchange.chain where device = $1 and drafted < number order by id
