-- The next number of a year of a territory.
-- params: territory text, year int2
-- columns: number int8
insert into equipment.series as s (territory, year, number) values ($1, $2, 1)
on conflict (territory, year) do update set number = s.number + 1 returning number
