-- The first of some pieces that another act has.
-- params: act uuid, kinds text[], serials text[]
-- columns: kind text, serial text
select r.kind, r.serial from equipment.reservation r
join unnest($2::text[], $3::text[]) as p (kind, serial) using (kind, serial)
where r.act <> $1 order by 1, 2 limit 1
