-- Who a person of an institution is, and the remark about the row.
-- params: place uuid, id uuid, sealed bytea, person uuid, remark bytea
-- columns: none
update institution.resident set sealed = $3, person = $4, remark = $5, compared = false
where place = $1 and id = $2
