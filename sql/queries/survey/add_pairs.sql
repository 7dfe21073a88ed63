-- Pairs for clerks; of those known nothing changes.
-- params: round text, areas text[], survey_rows int8[], census_rows int8[], probabilities int4[], facts text[]
-- columns: none
insert into survey.pair (round, area, survey_row, census_row, probability_ppm, facts)
select $1, * from unnest($2::text[], $3::int8[], $4::int8[], $5::int4[], $6::text[]) on conflict do nothing
