-- Keeps pieces for an act; those that another act has stay there.
-- params: act uuid, kinds text[], serials text[]
-- columns: none
insert into equipment.reservation (kind, serial, act)
select kind, serial, $1 from unnest($2::text[], $3::text[]) as p (kind, serial) order by kind, serial
on conflict do nothing
