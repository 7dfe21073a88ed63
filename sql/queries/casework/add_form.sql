-- Gives a form a number; one that has it keeps it.
-- params: form text, version text, fingerprint int8
-- columns: none
insert into casework.form (form, version, fingerprint) values ($1, $2, $3) on conflict do nothing
