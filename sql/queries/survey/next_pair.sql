-- The pair that waits longest; with a number, that one.
-- params: id int8
-- columns: id int8, round text, area text, probability_ppm int4, facts text, decision int2
select id, round, area, probability_ppm, facts, decision from survey.pair
where case when $1 > 0 then id = $1 else decision is null end order by round, id limit 1
