-- What a list held when it was sent.
-- params: place uuid, number int4
-- columns: sealed bytea
select sealed from institution.list_version where place = $1 and number = $2
