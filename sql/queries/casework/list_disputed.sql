-- Submissions that may count what another one counts too, in order.
-- params: none
-- columns: serial int8, place uuid, institution_kind text
select serial, place, institution_kind from casework.disputed_case order by serial
