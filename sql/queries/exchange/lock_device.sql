-- Calls of one device follow each other.
-- params: id uuid
-- columns: feed_number int8
select feed_number from exchange.device where id = $1 for update
