-- Where buildings of a street stand; what is known is replaced.
-- params: street int8, houses text[], buildings text[], latitudes_e5 int4[], longitudes_e5 int4[]
-- columns: none
insert into frame.place (street_id, house, building, latitude_e5, longitude_e5)
select $1, h, b, n, e from unnest($2::text[], $3::text[], $4::int4[], $5::int4[]) as t (h, b, n, e)
on conflict (street_id, house, building) do update
  set latitude_e5 = excluded.latitude_e5, longitude_e5 = excluded.longitude_e5
