-- Which of these persons are on the books and have neither been refused nor left.
-- params: persons bytea[]
-- columns: person bytea
select person from fieldwork.worker where person = any($1::bytea[]) and state not in (3, 9)
