-- A picture, until the end of the transaction.
-- params: case_id uuid, name bytea
-- columns: state int2, size int4, held int4
select state, size, held from casework.picture where case_id = $1 and name = $2 for update
