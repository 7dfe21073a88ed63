-- Figures beside counts (means, sums) let a reader come back to sums of a variable: the ledger keeps those sums too,
-- with the respondents behind them, and the counts that only a figure shows. Their names begin with the table's and a
-- point, which no table of the public has.
alter table disclosure.published
  drop constraint published_id_check,
  add constraint published_id_check check (id ~ '^[a-z0-9-]{1,60}([.][a-z0-9-]{1,60}[.][a-z]{1,20})?$'),
  add column respondents   bytea  not null default '',  -- of all cells, as counts; empty: the table counts them
  add column width_percent bigint not null default 0 check (width_percent >= 0);

create or replace function disclosure.keep_published() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null
      and row(new.id, new.version, new.edition, new.head, new.counts, new.marks, new.width, new.audited_at,
              new.respondents, new.width_percent)
        = row(old.id, old.version, old.edition, old.head, old.counts, old.marks, old.width, old.audited_at,
              old.respondents, old.width_percent) then
    return new;  -- a withdrawal
  end if;
  raise exception 'what was public stays known' using errcode = 'integrity_constraint_violation';
end
$$;
