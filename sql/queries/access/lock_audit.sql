-- One writer of the chain at a time.
-- params: none
-- columns: locked void
select pg_advisory_xact_lock(7251002)
