-- Keys of the people of a case of the survey.
-- params: case_id uuid
-- columns: member int2, key uuid
select member, key from survey.person where case_id = $1 order by member
