-- What was entered wrongly of an institution: details, people expected, ministry; nothing when it is closed (5).
-- params: id uuid, sealed bytea, expected int4, ministry text
-- columns: none
update institution.place set sealed = $2, expected = $3, ministry = $4 where id = $1 and state <> 5
