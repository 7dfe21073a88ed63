-- Invitations nobody used.
-- params: none
-- columns: label text, territory text, expires_at timestamptz
select i.label, i.territory, i.expires_at from exchange.invitation i
where i.device is null
  and not exists (select from exchange.device d where d.label = i.label and d.territory = i.territory)
order by i.expires_at desc
