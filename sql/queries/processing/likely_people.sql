-- People who have the names and the day of birth of somebody in another questionnaire.
-- params: none
-- columns: serial int8, member int2, has_number bool, group_number int8, institution_kind text
select serial, member, has_number, group_number, institution_kind from institution.likely_person
order by serial, member
