-- A step of the list of an institution; nothing when it is not in that state any more. Sending makes a new version.
-- params: id uuid, from int2, to int2
-- columns: none
update institution.place set state = $3, version = version + case when $3 = 2 then 1 else 0 end
where id = $1 and state = $2
