-- Pairs of a round with what clerks said; decision: empty while nobody did.
-- params: round text
-- columns: survey_row int8, census_row int8, decision int2
select survey_row, census_row, decision from survey.pair where round = $1 order by survey_row, census_row
