-- Forms by number.
-- params: none
-- columns: id int2, form text, version text, fingerprint int8
select id, form, version, fingerprint from casework.form
