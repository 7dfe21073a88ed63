-- How many questionnaires wait until their people are compared.
-- params: none
-- columns: households int8
select households from institution.not_compared
