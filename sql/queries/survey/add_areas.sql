-- Areas of a round as they were drawn.
-- params: round text, territories text[], strata text[], weights int8[]
-- columns: none
insert into survey.area (round, territory, stratum, weight_ppm)
select $1, * from unnest($2::text[], $3::text[], $4::int8[])
