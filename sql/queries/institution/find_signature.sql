-- The signature under a list that was sent.
-- params: place uuid, number int4
-- columns: kind int2, sealed bytea, signer bytea?, brought_by text, at timestamptz
select kind, sealed, signer, brought_by, at from institution.list_signature where place = $1 and number = $2
