-- Takes away some pictures that no answer names: of submitted households, and what a device never sent to the end.
-- params: before timestamptz, limit int4
-- columns: none
delete from casework.picture
where ctid = any (array(
  select p.ctid from casework.picture p
  where not p.named and p.at < $1
    and (p.state = 1 or exists (select from casework.submission s where s.case_id = p.case_id))
  limit $2))
