-- Adds a street unless the territory has one with this key.
-- params: territory text, name text, key text
-- columns: id int8
insert into frame.street (territory, name, key) values ($1, $2, $3)
on conflict (territory, key) do update set name = frame.street.name returning id
