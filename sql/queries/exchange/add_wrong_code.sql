-- A wrong code more, of a place and of all places together; steps in microseconds.
-- params: place bytea, place_step int8, all bytea, all_step int8, at timestamptz
-- columns: none
insert into exchange.wrong_code as w (place, until)
values ($1, $5 + $2::int8 * interval '1 microsecond'), ($3, $5 + $4::int8 * interval '1 microsecond')
on conflict (place) do update set until = greatest(w.until, $5) + (excluded.until - $5)
