-- Ends of the tunnel that are let in: those of devices that are not revoked.
-- params: none
-- columns: device uuid, number int4, key bytea, preshared bytea
select p.device, p.number, p.key, p.preshared
from exchange.peer p join exchange.device d on d.id = p.device
where d.state <> 3 order by p.number
