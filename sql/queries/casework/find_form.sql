-- The number of a form.
-- params: form text, version text, fingerprint int8
-- columns: id int2
select id from casework.form where form = $1 and version = $2 and fingerprint = $3
