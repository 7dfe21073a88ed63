-- Seminars of territories (none: of the whole country) or one by its id, the next first, with the seats taken.
-- called_off: the reason; empty: it is held.
-- params: territories text[], id uuid, limit int4
-- columns: id uuid, territory text, place text, day date, hours text, seats int4, taken int8, called_off text
select s.id, s.territory, s.place, s.day, s.hours, s.seats,
  (select count(*) from fieldwork.seminar_seat t where t.seminar = s.id), s.called_off
from fieldwork.seminar s
where (s.territory = any($1::text[]) or $1::text[] = '{}') and ($2::uuid is null or s.id = $2)
order by s.day desc, s.id limit $3
