-- Devices of whose work not all is in the drafts.
-- params: none
-- columns: device uuid
select distinct device from exchange.chain where drafted < number order by device
