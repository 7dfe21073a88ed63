-- Sealed names and numbers of a batch.
-- params: serials int8[], sealed bytea[]
-- columns: none
insert into identity.household (serial, sealed) select * from unnest($1::int8[], $2::bytea[])
