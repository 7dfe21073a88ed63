-- The address of a case as its tablet was told, with the place of its building where that is known.
-- params: case_id uuid
-- columns: place text
select place from exchange.lease where case_id = $1
