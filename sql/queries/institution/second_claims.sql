-- People of an institution who are claimed elsewhere too. Protected institutions are not named.
-- params: place uuid
-- columns: id uuid, row int4, number text, territory text
select id, row, other, territory from institution.second_claim where place = $1 and not hidden
order by row, id, other
