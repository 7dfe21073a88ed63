-- Reports of territories (none: of the whole country), those nobody has seen and the newest first.
-- params: territories text[], limit int4
-- columns: id uuid, at timestamptz, territory text, card text, worker uuid, status text, sealed bytea, seen_by text
select id, at, territory, card, worker, status, sealed, seen_by from fieldwork.door_report
where territory = any($1::text[]) or $1::text[] = '{}'
order by seen_by is not null, at desc limit $2
