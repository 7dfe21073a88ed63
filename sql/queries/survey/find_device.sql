-- For which round a tablet works; no row: for the census.
-- params: device uuid
-- columns: round text, territory text
select round, territory from survey.device where device = $1
