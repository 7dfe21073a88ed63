-- A fresh application; nothing when the person is on the books already.
-- params: id uuid, role text, territory text, surname text, given text, patronymic text, name_folded text,
--   languages text[], education text, computer_points int4, person bytea, sealed bytea, version int4, at timestamptz
-- columns: none
insert into fieldwork.worker (id, role, territory, surname, given, patronymic, name_folded, languages, education,
  computer_points, person, sealed, state, version, applied_at)
values ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11, $12, 1, $13, $14)
on conflict (person) where state not in (3, 9) do nothing
