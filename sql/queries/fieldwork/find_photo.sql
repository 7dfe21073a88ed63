-- The photo of a worker.
-- params: worker uuid
-- columns: kind int2, width int4, height int4, sealed bytea
select kind, width, height, sealed from fieldwork.photo where worker = $1
