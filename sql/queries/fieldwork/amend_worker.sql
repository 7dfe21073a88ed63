-- What an application says, put right.
-- params: id uuid, surname text, given text, patronymic text, folded text, languages text[], education text,
--   sealed bytea
-- columns: none
update fieldwork.worker set surname = $2, given = $3, patronymic = $4, name_folded = $5, languages = $6, education = $7,
  sealed = $8
where id = $1
