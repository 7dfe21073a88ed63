-- Texts of a topic as a pass over all answers found them: the numbers of the last pass stand.
-- params: topic text, folded text[], shown text[], answers int8[]
-- columns: none
insert into coding.text (topic, folded, shown, answers)
select $1, f, s, n from unnest($2::text[], $3::text[], $4::int8[]) as t (f, s, n)
on conflict (topic, folded) do update set answers = excluded.answers
