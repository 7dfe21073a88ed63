-- A visit as it was noted; the same again changes nothing.
-- params: chain uuid, number int8, case_id uuid, at timestamptz, outcome text, metres int4, accuracy int4
-- columns: none
insert into exchange.visit (chain, number, case_id, at, outcome, metres, accuracy)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
