-- Those of some pieces that are on record, or that an act under way names.
-- params: kinds text[], serials text[]
-- columns: kind text, serial text
select p.kind, p.serial from equipment.piece p
join unnest($1::text[], $2::text[]) as w (kind, serial) using (kind, serial)
union
select r.kind, r.serial from equipment.reservation r
join unnest($1::text[], $2::text[]) as w (kind, serial) using (kind, serial)
order by 1, 2
