-- How far a chain is in the draft of its case.
-- params: chain uuid, drafted int8, operations int8
-- columns: none
update exchange.chain set drafted = greatest(drafted, $2), operations = greatest(operations, $3) where id = $1
