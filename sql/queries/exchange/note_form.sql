-- The questionnaire a device was told of.
-- params: device uuid, form text
-- columns: none
update exchange.device set form = $2 where id = $1
