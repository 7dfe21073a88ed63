-- The number of the code after the one a sealed device would ask for now; asked again it is the same.
-- params: device uuid, have int4
-- columns: release int4
update exchange.device set release = greatest(release, least($2, release) + 1)
where id = $1 returning least($2 + 1, release)
