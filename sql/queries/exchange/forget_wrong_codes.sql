-- Takes away places of which nothing counts any more.
-- params: before timestamptz
-- columns: none
delete from exchange.wrong_code where until < $1
