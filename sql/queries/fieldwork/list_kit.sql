-- What a worker was handed.
-- params: worker uuid
-- columns: item text, handed_at timestamptz
select item, handed_at from fieldwork.kit where worker = $1 order by handed_at, item
