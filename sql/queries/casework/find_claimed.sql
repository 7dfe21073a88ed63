-- Which of these persons are held by a household already.
-- params: keys uuid[]
-- columns: key uuid
select key from casework.person where key = any($1)
