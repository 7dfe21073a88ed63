-- Areas of a round.
-- params: round text
-- columns: territory text, stratum text, weight_ppm int8
select territory, stratum, weight_ppm from survey.area where round = $1 order by territory
