-- Dwellings without a questionnaire after a number, in order.
-- params: after int8, limit int4
-- columns: dwelling int8, territory text, outcome text, visits int4
select dwelling, territory, outcome, visits from processing.unanswered_dwelling where dwelling > $1
order by dwelling limit $2
