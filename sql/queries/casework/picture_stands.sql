-- How far pictures have come, in the order asked.
-- params: case_ids uuid[], names bytea[]
-- columns: place int8, state int2, held int4
select w.place, p.state, p.held
from unnest($1, $2) with ordinality as w (case_id, name, place)
join casework.picture p using (case_id, name)
