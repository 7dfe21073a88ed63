-- Active tablets of territories (none: of the whole country) in nobody's hands.
-- params: territories text[], limit int4
-- columns: device uuid, label text
select d.id, d.label from exchange.device d
where d.state = 1 and (d.territory = any($1::text[]) or $1::text[] = '{}')
  and not exists (select from fieldwork.worker_device h where h.device = d.id and h.until is null)
order by d.label limit $2
