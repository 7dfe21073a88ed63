-- Keys of the people of an answer.
-- params: case_id uuid, members int2[], keys uuid[]
-- columns: none
insert into survey.person (case_id, member, key) select $1, * from unnest($2::int2[], $3::uuid[])
