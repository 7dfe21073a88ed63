-- Where in the address frame an institution lies: a dwelling, or with it all of its building. Where a protected one is,
-- nobody may know: it has none here.
alter table institution.place
  add column dwelling bigint references frame.dwelling,
  add column whole_building boolean not null default true,
  add check (dwelling is null or not protected);
