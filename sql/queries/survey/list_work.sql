-- Territories in which a tablet, or whoever had it, worked for the census.
-- params: device uuid
-- columns: territory text
select distinct w.territory from survey.same_hands h join survey.census_work w on w.device = h.other
where h.device = $1 order by 1
