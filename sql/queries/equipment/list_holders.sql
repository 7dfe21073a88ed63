-- Holders of some territories (none: of all), of a kind, with a log-in or a reference (empty: any).
-- params: territories text[], kind int2, login text, reference text, limit int4
-- columns: id uuid, kind int2, territory text, login text, reference text, active bool, sealed bytea
select id, kind, territory, login, reference, active, sealed from equipment.holder
where (cardinality($1::text[]) = 0 or territory = any ($1)) and ($2::smallint is null or kind = $2)
  and ($3 = '' or login = $3) and ($4 = '' or reference = $4)
order by kind, territory, added_at, id limit $5
