-- Fresh applications; those who are on the books already are left out. `languages`: with blanks between them;
-- computer_points: -1 for none.
-- params: ids uuid[], roles text[], territories text[], surnames text[], given text[], patronymics text[],
--   folded text[], languages text[], education text[], points int4[], persons bytea[], sealed bytea[],
--   at timestamptz
-- columns: none
insert into fieldwork.worker (id, role, territory, surname, given, patronymic, name_folded, languages, education,
  computer_points, person, sealed, state, version, applied_at)
select u.id, u.role, u.territory, u.surname, u.given, u.patronymic, u.folded, string_to_array(u.languages, ' '),
  u.education, nullif(u.points, -1), u.person, u.sealed, 1, 1, $13
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::text[], $10::int4[], $11::bytea[], $12::bytea[])
  as u(id, role, territory, surname, given, patronymic, folded, languages, education, points, person, sealed)
on conflict (person) where state not in (3, 9) do nothing
