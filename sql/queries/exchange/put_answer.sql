-- The answer to a bundle; a later one takes the place of the earlier.
-- params: bundle bytea, device uuid, at timestamptz, file bytea
-- columns: none
insert into exchange.answer (bundle, device, at, file) values ($1, $2, $3, $4)
on conflict (bundle) do update set at = excluded.at, file = excluded.file
