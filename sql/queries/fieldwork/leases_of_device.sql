-- Cases a tablet is to visit and has not finished.
-- params: device uuid
-- columns: case_id uuid, place text
select l.case_id, l.place from exchange.lease l
where l.device = $1 and not l.completed
  and not exists (select from casework.submission s where s.case_id = l.case_id) order by l.case_id
