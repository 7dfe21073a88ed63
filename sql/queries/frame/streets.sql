-- Streets of a territory whose folded name begins with a prefix, by name.
-- params: territory text, prefix text, limit int4
-- columns: id int8, name text
select id, name from frame.street
where territory = $1 and starts_with(key, $2)
order by name, id limit $3
